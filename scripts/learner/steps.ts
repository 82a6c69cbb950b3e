import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../files/root';

/** One step of the workshop. Its folder alone declares it; folder order is step order. */
export interface Step {
  /** The folder's name: `04-canonical-request`. */
  id: string;
  /** The folder's first two digits: `04`. */
  number: string;
  title: string;
  /** How long it takes, as planned. */
  minutes: number;
  /** Absolute path of the folder in steps/. */
  directory: string;
  /** The lesson. */
  lesson: string;
  /** The files that the learner completes, or reads, in the folder. */
  files: string[];
  /** The Jest file that checks them. */
  check: string;
}

/**
 * Reads the steps from their folders.
 *
 * @param root the workshop's folder
 * @throws Error that names the folder and what is missing in it
 */
export function readSteps(root: string = ROOT): Step[] {
  const steps = path.join(root, 'steps');
  return readdirSync(steps, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d\d-/.test(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((id) => readStep(path.join(steps, id)));
}

function readStep(directory: string): Step {
  const id = path.basename(directory);
  const lesson = path.join(directory, 'README.md');
  if (!existsSync(lesson)) throw new Error(`Step ${id} has no lesson: ${lesson} is missing.`);
  const { title, minutes } = frontMatter(readFileSync(lesson, 'utf8'), lesson);

  const sources = readdirSync(directory).filter((name) => name.endsWith('.ts'));
  const [check, ...others] = sources.filter((name) => name.endsWith('.test.ts'));
  if (!check || others.length > 0) {
    throw new Error(`Step ${id} needs exactly one check *.test.ts; it has ${sources.join(', ')}.`);
  }
  return {
    id,
    number: id.slice(0, 2),
    title,
    minutes,
    directory,
    lesson,
    files: sources.filter((name) => name !== check).map((name) => path.join(directory, name)),
    check: path.join(directory, check),
  };
}

function frontMatter(markdown: string, file: string): { title: string; minutes: number } {
  const head = /^---\n([\s\S]*?)\n---\n/.exec(markdown.replaceAll('\r', ''))?.[1] ?? '';
  const value = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(head)?.[1]?.trim();
  const title = value('title');
  const minutes = Number(value('minutes'));
  if (!title || !(minutes > 0)) {
    throw new Error(`${file} must begin with front matter that has a title and minutes.`);
  }
  return { title, minutes };
}

/**
 * A step by its number, with or without the zero in front, or by its whole id.
 *
 * @throws Error that names the steps there are
 */
export function stepNumbered(steps: Step[], wanted: string): Step {
  const step = steps.find(({ id, number }) => [number, id].includes(wanted.padStart(2, '0')));
  if (step) return step;
  const numbers = steps.map(({ number }) => number).join(', ');
  const help = /^\d+$/.test(wanted) ? '' : ' For the commands: npm run workshop -- --help.';
  throw new Error(`There is no step ${wanted}. The steps are ${numbers}.${help}`);
}

/** A step's finished version of a file, or undefined where the file has none. */
export function solutionOf(step: Step, file: string, root: string = ROOT): string | undefined {
  const solution = path.join(root, 'solutions', step.id, path.basename(file));
  return existsSync(solution) ? solution : undefined;
}

/** The files of a step that have something for the learner to write; the others are to be read. */
export function exerciseFilesOf(step: Step, root: string = ROOT): string[] {
  return step.files.filter((file) => {
    const solution = solutionOf(step, file, root);
    return solution !== undefined && readFileSync(solution, 'utf8').includes('@exercise');
  });
}

/** Whether there is more to a step than its check: its lesson names the verification then. */
export function hasVerification({ lesson, number }: Step): boolean {
  return existsSync(lesson) && readFileSync(lesson, 'utf8').includes(`npm run verify -- ${number}`);
}

export interface Hint {
  /** Markdown: "2. The path: `canonicalUri`". */
  title: string;
  /** Markdown. */
  text: string;
}

const FOLDED_HINT = /^<details>\n<summary>(.*)<\/summary>\n([\s\S]*?)^<\/details>$/gm;

/** The hints of a lesson: what is folded below "Hints", from the nudge to the pseudo-code. */
export function hintsOf(step: Step): Hint[] {
  const markdown = readFileSync(step.lesson, 'utf8').replaceAll('\r', '');
  const hints = /\n## Hints\n([\s\S]*?)(?=\n## |$)/.exec(markdown)?.[1] ?? '';
  return [...hints.matchAll(FOLDED_HINT)].map(([, summary = '', text = '']) => ({
    // In a summary, Markdown's backticks do not mark code.
    title: summary.replaceAll(/<\/?code>/g, '`'),
    text: text.trim(),
  }));
}
