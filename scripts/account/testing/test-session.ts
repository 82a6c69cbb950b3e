import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LocalAws } from '../../local-aws';
import { outputTo } from '../../terminal/output';
import type { Clients } from '../clients';
import { Journal } from '../journal';
import { namesOf } from '../names';
import type { Session } from '../session';
import { type LocalSessionOptions, localSession } from '../session/local';
import type { Time } from '../time';

export interface TestSession extends Session {
  /** All that was written so far. */
  written(): string;
  journalFile: string;
}

export interface TestSessionOptions extends Partial<LocalSessionOptions> {
  prefix?: string;
  /** The administrator, unless somebody else is given. */
  caller?: { arn: string; credentials: LocalAws['credentials'] };
}

/** A session of a learner with a local AWS that the test has started. Close it. */
export function testSession(
  aws: LocalAws,
  { prefix = 'alice', ...options }: TestSessionOptions = {},
): TestSession {
  const directory = mkdtempSync(path.join(tmpdir(), 'workshop-session-'));
  const journalFile = path.join(directory, 'journal.jsonl');
  const written: string[] = [];
  const session = localSession(aws, new Journal(journalFile), {
    names: namesOf(prefix),
    output: outputTo({ write: (text) => written.push(text) }, { isVerbose: true }),
    ...options,
    async close() {
      rmSync(directory, { recursive: true, force: true });
    },
  });
  if (options.time) signByTime(session.clients, options.time);
  return { ...session, journalFile, written: () => written.join('') };
}

/** Signatures are dated: those of the SDK by the machine's clock, unless it knows an offset. */
function signByTime(clients: Clients, time: Time): void {
  for (const { config } of Object.values(clients)) {
    Object.defineProperty(config, 'systemClockOffset', {
      get: () => time.now().getTime() - Date.now(),
      // The SDK would correct it by the Date of the answers, which is the machine's.
      set: () => undefined,
    });
  }
}
