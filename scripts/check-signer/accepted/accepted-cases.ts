import { DamagedFileError, isRecord, readJson } from '../../files/json';
import type { Diagnosis } from '../../sigv4/diagnosis/diagnose';
import { MODES, type Mode } from '../../sigv4/vectors';
import { CannotRun } from '../../terminal/cannot-run';
import type { CaseVerdict } from '../judge/judge';

/** A case that may go wrong: the signer's authors know of it. */
export interface AcceptedCase {
  name: string;
  mode: Mode;
  /** Why, in the authors' words. */
  reason: string;
}

/** The file of `--accept`. */
interface AcceptedFile {
  schema: 1;
  accepted: AcceptedCase[];
}

/**
 * Reads the cases that may go wrong.
 *
 * @throws CannotRun if there is no such file, or it holds something else
 */
export function readAcceptedCases(file: string): AcceptedCase[] {
  const accepted = readIfPresent(file);
  if (accepted) return accepted;
  throw new CannotRun(`There is no file ${file}. Write it with --accept-current.`);
}

/** The same of a file that need not be there yet. */
export function readIfPresent(file: string): AcceptedCase[] | undefined {
  try {
    return readJson(file, acceptedCasesIn);
  } catch (error) {
    const reason = (error as Error).message;
    const what =
      error instanceof DamagedFileError ? 'does not list accepted cases' : 'cannot be read';
    throw new CannotRun(`The file ${file} ${what}: ${reason}.`);
  }
}

function acceptedCasesIn(value: unknown): AcceptedCase[] {
  if (!isRecord(value) || value.schema !== 1) throw new Error('its member "schema" is not 1');
  const { accepted } = value;
  if (!Array.isArray(accepted)) throw new Error('its member "accepted" is not a list');
  return accepted.map((one: unknown, index) => {
    if (isAcceptedCase(one)) return one;
    throw new Error(
      `entry ${index + 1} is not such as {"name":"get-utf8","mode":"header","reason":"why"}`,
    );
  });
}

function isAcceptedCase(value: unknown): value is AcceptedCase {
  return (
    isRecord(value) &&
    typeof value.name === 'string' &&
    MODES.includes(value.mode as Mode) &&
    typeof value.reason === 'string'
  );
}

/** The entry for a case, if there is one. */
export function acceptedFor(
  { case: { vector, mode } }: CaseVerdict,
  accepted: readonly AcceptedCase[],
): AcceptedCase | undefined {
  return accepted.find((one) => one.name === vector.name && one.mode === mode);
}

/**
 * The cases to accept after a run: all that went wrong in it, and those that it did not ask.
 *
 * @param earlier those accepted so far; their reasons stay
 * @param diagnosis gives the reasons of the others, if known
 */
export function currentCases(
  verdicts: readonly CaseVerdict[],
  earlier: readonly AcceptedCase[],
  diagnosis: Diagnosis,
): AcceptedCase[] {
  const notAsked = earlier.filter(
    (one) => !verdicts.some((verdict) => acceptedFor(verdict, [one])),
  );
  const wrong = verdicts.filter(({ status }) => status === 'fail' || status === 'error');
  const current = wrong.map(
    (verdict): AcceptedCase =>
      acceptedFor(verdict, earlier) ?? {
        name: verdict.case.vector.name,
        mode: verdict.case.mode,
        reason: reasonOf(verdict, diagnosis),
      },
  );
  return [...current, ...notAsked];
}

function reasonOf({ case: { vector, mode }, message }: CaseVerdict, { cases }: Diagnosis): string {
  const diagnosed = cases.find((one) => one.name === vector.name && one.mode === mode);
  const mistakes = diagnosed?.mistakes.join(' + ');
  return mistakes || message?.split('\n')[0] || 'not explained';
}

/** The text of the file. */
export function acceptedFileText(accepted: AcceptedCase[]): string {
  const content: AcceptedFile = { schema: 1, accepted };
  return `${JSON.stringify(content, null, 2)}\n`;
}
