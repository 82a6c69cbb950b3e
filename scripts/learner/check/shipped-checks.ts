import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../files/root';
import type { Step } from '../steps';

/** By the check's name below steps/: the SHA-256 of its text, as hex. */
export type Fingerprints = Record<string, string>;

/** Where the fingerprints of the checks are, as they were shipped. */
export const FINGERPRINTS_FILE = path.join(ROOT, 'fixtures', 'checks.json');

export function fingerprintsOf(steps: Step[]): Fingerprints {
  return Object.fromEntries(steps.map((step) => [nameOf(step), fingerprintOf(step)]));
}

/** Whether a step's check is another one than was shipped. That is no fault, but worth knowing. */
export function isCheckChanged(step: Step): boolean {
  const shipped = existsSync(FINGERPRINTS_FILE) ? readFingerprints()[nameOf(step)] : undefined;
  return shipped !== undefined && shipped !== fingerprintOf(step);
}

function readFingerprints(): Fingerprints {
  return JSON.parse(readFileSync(FINGERPRINTS_FILE, 'utf8'));
}

function nameOf({ id, check }: Step): string {
  return `${id}/${path.basename(check)}`;
}

/** The same for a text with the line ends of Windows. */
function fingerprintOf({ check }: Step): string {
  const text = existsSync(check) ? readFileSync(check, 'utf8').replaceAll('\r', '') : '';
  return createHash('sha256').update(text).digest('hex');
}
