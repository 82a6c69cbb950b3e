import { type TestSession, testSession } from '../account/testing/test-session';
import { type LocalAws, startLocalAws } from '../local-aws';
import { renderBlocks } from '../terminal/report/render';
import { prepareApi } from './prepare/prepare-api';
import { finishedRun } from './testing/provision-all';
import { whatStays } from './what-stays';

let aws: LocalAws;
let session: TestSession;

beforeAll(async () => {
  aws = await startLocalAws();
  session = testSession(aws);
  await prepareApi(finishedRun(session));
});

afterAll(async () => {
  await session.close();
  await aws.stop();
});

/** What is told when the account ends with the run, or goes on. */
async function told(isLasting: boolean, step: string): Promise<string> {
  const blocks = await whatStays(finishedRun({ ...session, isLasting }), step);
  return renderBlocks(blocks, { ...session.output.screen, columns: 200 }).join('\n');
}

test('where local AWS ends with the run, what is to be done first is before the calls', async () => {
  expect(await told(false, '09')).toMatch(
    new RegExp(
      [
        '^What stays in .* of local AWS, and how to call it',
        'Start npm run local-aws first. It listens on http://127.0.0.1:4566 and shows the keys to set.\n',
        'Then run npm run verify -- 09 --prefix alice --solutions again: alice-caller still has the address',
        "of this run's local AWS, which has ended.\n",
        'curl .* --user KEY:SECRET \\\\',
        '  http://127.0.0.1:4566/_aws/execute-api/\\S+',
        'aws lambda invoke --function-name alice-caller answer.json',
      ].join('\n'),
    ),
  );
});

test('a function that calls nobody need not be told where local AWS is', async () => {
  expect(await told(false, '02')).not.toContain('again');
});

test('a local AWS that goes on has said its keys already', async () => {
  const text = await told(true, '09');
  expect(text).toContain('npm run local-aws showed the keys to set when it started.\n');
  expect(text).toContain(`${aws.url}/_aws/execute-api/`);
  expect(text).not.toContain('4566');
});
