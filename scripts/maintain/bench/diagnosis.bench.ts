import { Command } from 'commander';
import { answersOf } from '../../sigv4/diagnosis/answers';
import {
  CANDIDATES,
  type Combination,
  idsOf,
  NO_MISTAKE,
  withMistakes,
} from '../../sigv4/diagnosis/candidates';
import { diagnose } from '../../sigv4/diagnosis/diagnose';
import { allShow, randomSets } from '../../sigv4/testing/random-sets';
import { allVectors, officialVectors, type Vector } from '../../sigv4/vectors';

/** How often sets of mistakes were named exactly, and how long that took. */
export interface Accuracy {
  sets: number;
  named: number;
  slowest: number;
  median: number;
  /** Sets that were named otherwise: those made, and those named. */
  missed: { made: string[]; named: string[] }[];
}

/** Diagnoses each set from its signatures alone. */
export function measure(sets: Combination[], vectors: Vector[]): Accuracy {
  const times: number[] = [];
  const missed: Accuracy['missed'] = [];
  for (const set of sets) {
    const answers = answersOf(set.stages, vectors, 'signature');
    const start = performance.now();
    const [first] = diagnose(answers).explanations;
    times.push(performance.now() - start);
    const made = idsOf(set);
    const isNamed = first && first.explains === first.of && sameIds(first.mistakes, made);
    if (!isNamed) missed.push({ made, named: first?.mistakes ?? [] });
  }
  times.sort((a, b) => a - b);
  return {
    sets: sets.length,
    named: sets.length - missed.length,
    slowest: times.at(-1) ?? 0,
    median: times[Math.floor(times.length / 2)] ?? 0,
    missed,
  };
}

function sameIds(a: string[], b: string[]): boolean {
  return a.toSorted().join() === b.toSorted().join();
}

function main(): void {
  const { pairs, triples, seed, official } = parse();
  const vectors = official ? officialVectors() : allVectors();
  const singles = CANDIDATES.map((one) => withMistakes(NO_MISTAKE, [one])!);
  print(
    'single mistakes',
    measure(
      singles.filter((set) => allShow(set, vectors)),
      vectors,
    ),
  );
  print('pairs', measure(randomSets(Number(pairs), 2, Number(seed), vectors), vectors));
  print('triples', measure(randomSets(Number(triples), 3, Number(seed), vectors), vectors));
}

function print(what: string, { sets, named, slowest, median, missed }: Accuracy): void {
  const percent = sets === 0 ? '–' : ((100 * named) / sets).toFixed(1);
  console.log(
    `${what}: ${named} of ${sets} named exactly (${percent} %), ` +
      `median ${median.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms`,
  );
  for (const { made, named: found } of missed) {
    console.log(`  ${made.join(' + ')} named ${found.join(' + ') || 'nothing'}`);
  }
}

function parse() {
  return new Command('diagnosis')
    .description('How often mistakes are named exactly from signatures alone, and how fast.')
    .option('--pairs <number>', 'random pairs of mistakes in different stages', '500')
    .option('--triples <number>', 'random triples', '100')
    .option('--seed <number>', 'another seed gives other pairs', '20150830')
    .option('--official', 'the official vectors only')
    .parse()
    .opts<{ pairs: string; triples: string; seed: string; official?: boolean }>();
}

if (require.main === module) main();
