import { type ContestedVector, type Figures, MODES, type Mode } from '../sigv4/vectors';
import type { Answer } from './recorders/witness';

/** So many signers must agree before a case may fail anyone. */
export const WITNESSES_NEEDED = 2;

/** What each signer, by name and version, makes of one case. */
export type Answers = Record<string, Answer>;

/** The signatures of each signer, for a contested case. */
export function signaturesOf(answers: Answers): ContestedVector['answers'] {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, signatures(answer)]),
  );
}

/** The signers that answer both forms, and both as the figures say. */
export function agreeing(answers: Answers, figures: Record<Mode, Figures>): string[] {
  return namesWhere(answers, (answer) =>
    MODES.every((mode) => signatures(answer)[mode] === figures[mode].signature),
  );
}

/** The signers that differ from the figures in one form. */
export function differing(answers: Answers, figures: Record<Mode, Figures>): string[] {
  return namesWhere(answers, (answer) =>
    Object.entries(signatures(answer)).some(
      ([mode, signature]) => signature !== figures[mode as Mode].signature,
    ),
  );
}

/** Whether two signers answer one form differently. */
export function isContested(answers: ContestedVector['answers']): boolean {
  return MODES.some((mode) => {
    const given = Object.values(answers).flatMap((answer) => answer[mode] ?? []);
    return new Set(given).size > 1;
  });
}

/** Of the names recorded earlier, those of libraries that were not asked this time. */
export function notAsked(earlier: string[], asked: string[]): string[] {
  const libraries = new Set(asked.map(library));
  return earlier.filter((name) => !libraries.has(library(name)));
}

function library(nameAndVersion: string): string {
  return nameAndVersion.slice(0, nameAndVersion.lastIndexOf(' '));
}

function namesWhere(answers: Answers, holds: (answer: Answer) => boolean): string[] {
  return Object.entries(answers).flatMap(([name, answer]) => (holds(answer) ? name : []));
}

function signatures(answer: Answer): Partial<Record<Mode, string>> {
  return Object.fromEntries(
    MODES.flatMap((mode) => {
      const verdict = answer[mode];
      return 'signature' in verdict ? [[mode, verdict.signature]] : [];
    }),
  );
}
