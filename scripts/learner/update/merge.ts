import { diff3Merge } from 'node-diff3';

export interface Versions {
  /** The learner's file. */
  own: string;
  /** The starter from which the learner began. */
  formerStarter: string;
  newStarter: string;
}

export interface Merged {
  text: string;
  /** How many places both have changed, each in another way; they are marked in the text. */
  conflicts: number;
}

const MARKS = {
  own: '<<<<<<< your work',
  between: '=======',
  starter: '>>>>>>> new starter',
};

/** An untouched function's only statement. */
const TODO = /^\s*throw new Error\(\s*'TODO [\s\S]*\);\s*$/;

/** Takes what has changed between two starters into the learner's file. */
export function mergeStarter({ own, formerStarter, newStarter }: Versions): Merged {
  const regions = diff3Merge(linesOf(own), linesOf(formerStarter), linesOf(newStarter));
  const lines: string[] = [];
  let conflicts = 0;
  for (const { ok, conflict } of regions) {
    if (ok) lines.push(...ok);
    else if (conflict && isNewTask(conflict)) lines.push(...conflict.a);
    else if (conflict) {
      conflicts += 1;
      lines.push(MARKS.own, ...conflict.a, MARKS.between, ...conflict.b, MARKS.starter);
    }
  }
  const text = lines.join('\n');
  return { text: own.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text, conflicts };
}

/** Where a task is only reworded, what the learner has written in its place stays. */
function isNewTask({ o, b }: { o: string[]; b: string[] }): boolean {
  return [o, b].every((lines) => TODO.test(lines.join('\n')));
}

function linesOf(text: string): string[] {
  return text.replaceAll('\r', '').split('\n');
}
