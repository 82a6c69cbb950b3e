import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Journal } from '../../account/journal';
import { LEARNER_POLICY_FILE, policyOf } from '../../account/learner-policy';
import { namesOf } from '../../account/names';
import { localSession } from '../../account/session/local';
import { startLocalAws } from '../../local-aws';
import { outputTo } from '../../terminal/output';
import { Code } from '../code';
import { VerificationReport } from '../verification-report';
import { demandsOfEverything } from './demands';

/** Writes the policy that a learner needs, from what the scripts call on local AWS. */
export async function generateLearnerPolicy(): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'learner-policy-'));
  const aws = await startLocalAws();
  const output = outputTo();
  const journal = new Journal(path.join(directory, 'journal.jsonl'));
  const session = localSession(aws, journal, { names: namesOf('learner'), output });
  try {
    const finished = new Code('solutions');
    const run = { session, code: finished, finished, report: new VerificationReport(output) };
    const policy = policyOf(await demandsOfEverything(aws, run), session);
    writeFileSync(LEARNER_POLICY_FILE, `${JSON.stringify(policy, null, 2)}\n`);
    output.line(`\n${LEARNER_POLICY_FILE} is written: ${policy.Statement.length} statements.`);
  } finally {
    await session.close();
    await aws.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
