import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testSession } from '../../account/testing/test-session';
import type { LocalAws } from '../../local-aws';
import { verifySteps } from '../verify';
import { ChangedCode } from './changed-code';
import { finishedRun } from './provision-all';

/** What a learner with this code is told, in detail, by the verification of a step, which must fail. */
export async function toldAbout(
  aws: LocalAws,
  step: string,
  ...code: ConstructorParameters<typeof ChangedCode>
): Promise<string> {
  const session = testSession(aws);
  try {
    const run = { ...finishedRun(session), code: new ChangedCode(...code) };
    const holds = await verifySteps(run, [step]);
    const told = session.written();
    expect({ holds, told }).toMatchObject({ holds: false });
    // It is set off from its reason by one empty line, never by more.
    expect(told).not.toContain('\n\n\n');
    return told;
  } finally {
    await session.close();
  }
}

/** A report as one line, whatever it was wrapped to. */
export function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Files of a learner's, in a folder of their own. Remove it. */
export class LearnersFiles {
  readonly #directory = mkdtempSync(path.join(tmpdir(), 'wrong-answers-'));
  #count = 0;

  /** The path of a new file of a step, with this text. */
  file(step: string, text: string): string {
    const directory = path.join(this.#directory, String(this.#count++), 'steps', step);
    mkdirSync(directory, { recursive: true });
    const file = path.join(directory, 'handler.ts');
    writeFileSync(file, text);
    return file;
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
