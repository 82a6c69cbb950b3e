import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { addedBySigning } from '../sigv4/added-by-signing';
import { aws4Signer } from '../sigv4/reference-signers/aws4';
import { smithySigner } from '../sigv4/reference-signers/smithy';
import {
  type Figures,
  type Mode,
  type StoredContested,
  type StoredVector,
  storedContext,
  storedRequest,
  type VectorContext,
} from '../sigv4/vectors';
import {
  type Answers,
  agreeing,
  differing,
  isContested,
  notAsked,
  signaturesOf,
  WITNESSES_NEEDED,
} from './agreement';
import { awsCrtWitness } from './recorders/aws-crt';
import { botocoreWitness } from './recorders/botocore';
import { type Case, type Witness, witnessFrom } from './recorders/witness';
import { suiteFile, toStored, writeSuite } from './vector-files';

/** What a maintainer writes by hand; the other members are recorded. */
type Draft<T, Written extends keyof T> = Pick<T, Written> & Partial<T>;
type DraftVector = Draft<StoredVector, 'name' | 'group' | 'request'>;
type DraftContested = Draft<StoredContested, 'name' | 'note' | 'request'>;

interface VectorFile<T> {
  about: Record<string, string>;
  defaults: VectorContext;
  cases: T[];
}

/** A recorded case, or why it must not be in its file. */
type Outcome<T> = { recorded: T } | { problem: string };

/** One draft with the answers to it. */
interface Asked<T> {
  draft: T;
  one: Case;
  answers: Answers;
  defaults: VectorContext;
}

/**
 * Asks the signers about every extended, S3 and contested case, and records what they answer.
 *
 * @returns the exit code: 0 all is recorded, 1 a case is in the wrong file, and nothing is
 */
export async function recordVectors(): Promise<0 | 1> {
  const witnesses = presentWitnesses();
  console.log(`Asking ${witnesses.map(({ name }) => name).join(', ')}.`);
  const extended = await recordFile(readDraft<DraftVector>('extended'), witnesses, recordVector);
  const s3 = await recordFile(readDraft<DraftVector>('s3'), witnesses, recordVector);
  const contested = await recordFile(
    readDraft<DraftContested>('contested'),
    witnesses,
    recordContested,
  );

  const problems = [...extended.problems, ...s3.problems, ...contested.problems];
  if (problems.length > 0) {
    for (const problem of problems) console.error(problem);
    console.error('Nothing was written.');
    return 1;
  }
  writeSuite(suiteFile('extended'), extended.file);
  writeSuite(suiteFile('s3'), s3.file);
  writeSuite(suiteFile('contested'), contested.file);
  console.log(
    `Recorded ${extended.file.cases.length} extended, ${s3.file.cases.length} S3 and ` +
      `${contested.file.cases.length} contested cases. Now run \`npm run format\`.`,
  );
  return 0;
}

function presentWitnesses(): Witness[] {
  const optional = [awsCrtWitness(), botocoreWitness()];
  return [
    witnessFrom(smithySigner),
    witnessFrom(aws4Signer),
    ...optional.filter((witness) => witness !== undefined),
  ];
}

function readDraft<T>(suite: 'extended' | 's3' | 'contested'): VectorFile<T> {
  return JSON.parse(readFileSync(suiteFile(suite), 'utf8'));
}

/** Asks every witness about every case of a file, and records each case with the answers to it. */
async function recordFile<T extends Pick<StoredVector, 'name' | 'request' | 'context'>, Recorded>(
  { about, cases, defaults }: VectorFile<T>,
  witnesses: Witness[],
  record: (asked: Asked<T>) => Promise<Outcome<Recorded>>,
) {
  const questions = cases.map(
    ({ name, request, context }): Case => ({
      name,
      request: storedRequest(request),
      context: storedContext(defaults, context),
    }),
  );
  const answers = await answersOf(witnesses, questions);
  const outcomes = await Promise.all(
    cases.map((draft, i) => record({ draft, one: questions[i]!, answers: answers[i]!, defaults })),
  );
  const file: VectorFile<Recorded> = {
    about,
    defaults,
    cases: outcomes.flatMap((outcome) => ('recorded' in outcome ? outcome.recorded : [])),
  };
  const problems = outcomes.flatMap((outcome) => ('problem' in outcome ? outcome.problem : []));
  return { file, problems };
}

/** For each case the answers by the witness's name. */
async function answersOf(witnesses: Witness[], cases: Case[]): Promise<Answers[]> {
  const all: Answers[] = cases.map(() => ({}));
  for (const { name, answers } of witnesses) {
    for (const [i, answer] of (await answers(cases)).entries()) all[i]![name] = answer;
  }
  return all;
}

async function recordVector(asked: Asked<DraftVector>): Promise<Outcome<StoredVector>> {
  const { draft, one, answers, defaults } = asked;
  const figures = await figuresOf(one);
  const earlier = isUnchanged(draft, figures) ? (draft.agreedBy ?? []) : [];
  const agreedBy = [...agreeing(answers, figures), ...notAsked(earlier, Object.keys(answers))];
  const dissenters = differing(answers, figures);
  if (dissenters.length > 0 || agreedBy.length < WITNESSES_NEEDED) {
    return { problem: refusal(one, answers, dissenters) };
  }
  const { group, note } = draft;
  const added = addedBySigning({ ...one, figures });
  const vector = { ...one, group, note, added, figures, agreedBy };
  return { recorded: toStored(vector, defaults) };
}

async function figuresOf({ request, context }: Case): Promise<Record<Mode, Figures>> {
  const [header, query] = await Promise.all([
    smithySigner.sign(request, context, 'header'),
    smithySigner.sign(request, context, 'query'),
  ]);
  return { header, query };
}

/** What was agreed on earlier holds as long as the figures do. */
function isUnchanged({ header, query }: DraftVector, figures: Record<Mode, Figures>): boolean {
  return (
    header?.signature === figures.header.signature && query?.signature === figures.query.signature
  );
}

function refusal({ name }: Case, answers: Answers, dissenters: string[]): string {
  const why =
    dissenters.length > 0
      ? `${dissenters.join(' and ')} sign it differently from ${smithySigner.name}`
      : `fewer than ${WITNESSES_NEEDED} signers agree on it`;
  const given = JSON.stringify(answers, null, 2);
  return `${name}: ${why}. Change it, or move it to contested.json. The answers:\n${given}`;
}

async function recordContested(asked: Asked<DraftContested>): Promise<Outcome<StoredContested>> {
  const { draft, one, answers } = asked;
  const fresh = signaturesOf(answers);
  const earlier = draft.answers ?? {};
  // A signer that answers as before vouches that the request is still the same.
  const isSame = Object.values(earlier).some((answer) =>
    isDeepStrictEqual(answer, fresh[smithySigner.name]),
  );
  const absent = notAsked(isSame ? Object.keys(earlier) : [], Object.keys(fresh));
  const kept = Object.fromEntries(absent.map((name) => [name, earlier[name] ?? {}]));
  const all = { ...fresh, ...kept };
  return isContested(all)
    ? { recorded: { ...draft, answers: all } }
    : { problem: `${one.name} is not contested: move it to extended.json.` };
}
