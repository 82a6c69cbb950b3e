import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Place } from './verdict';

const LEARNERS_LINE = /^(.*[\s(])?(steps\/[^\s():]+(?<!\.test)\.ts):(\d+)/;

/**
 * The first line of the learner's own code in a stack trace or a compiler's message.
 *
 * @param text in which files are absolute, or relative to the root
 */
export function placeIn(text: string, root: string): Place | undefined {
  const relativeText = withSlashes(text).replaceAll(`${withSlashes(root)}/`, '');
  for (const line of relativeText.split('\n')) {
    const [, , file, number] = LEARNERS_LINE.exec(line) ?? [];
    if (file) return { file, line: Number(number) };
  }
  return undefined;
}

/** The heading of a case begins with the function that it is about. */
export function functionInTitle(title: string): string {
  return title.split(' ')[0] ?? '';
}

/** Where the first of these functions is that one of the files declares. */
export function placeOfFunction(names: string[], files: string[], root: string): Place | undefined {
  for (const name of names.filter((word) => /^\w+$/.test(word))) {
    const declaration = new RegExp(`^(?:export )?(?:async )?(?:function|const|class) ${name}\\b`);
    for (const file of files.filter((name) => existsSync(name))) {
      const lines = readFileSync(file, 'utf8').split('\n');
      const index = lines.findIndex((line) => declaration.test(line));
      if (index >= 0) return { file: relativeTo(root, file), line: index + 1 };
    }
  }
  return undefined;
}

/** A file as it is shown: relative to the workshop's folder, with slashes. */
export function relativeTo(root: string, file: string): string {
  return withSlashes(path.relative(root, file));
}

/** A text without the stack frames that are not the learner's own. */
export function withoutForeignFrames(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s+at /.test(line) || LEARNERS_FRAME.test(withSlashes(line)))
    .join('\n');
}

const LEARNERS_FRAME = /[/\s(]steps\/[^\s():]+(?<!\.test)\.ts:\d+/;

function withSlashes(text: string): string {
  return text.replaceAll('\\', '/');
}
