import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vectorNamed } from '../sigv4/vectors';
import { screenFor } from '../terminal/screen';
import { selectCases } from './cases/select-cases';
import { diagnoseVerdicts } from './judge/diagnose-verdicts';
import { signerInput } from './protocol/signer-input';
import { humanReport } from './report/human';
import { reportOf } from './report/report';
import { askSigner } from './signer/ask-signer';
import type { Program } from './signer/program';
import { verdictsWith } from './testing/verdicts';

const README = readFileSync(path.join(__dirname, 'README.md'), 'utf8');

/** Characters of the session token of the official suite. */
const TOKEN = vectorNamed('post-sts-header-before').context.credentials.sessionToken?.length;

/** The first block of that language. */
function block(language: string): string | undefined {
  return new RegExp(`^\`\`\`${language}\n(.*?)\n\`\`\`$`, 'ms').exec(README)?.[1];
}

test('the README shows a case as it is asked', () => {
  const cases = selectCases({ set: 'official', mode: 'both', only: [] });
  expect(JSON.parse(block('json') ?? '')).toEqual(signerInput(cases[38]!));
});

test('the README shows a report as it is printed', () => {
  const verdicts = verdictsWith(['path-not-encoded']);
  const report = reportOf(verdicts, diagnoseVerdicts(verdicts));
  const subject = {
    signer: 'python3 my_adapter.py',
    vectors: '76 of the official suite, in header and query form',
    isPart: false,
  };
  const screen = screenFor({ write: () => true });
  expect(block('text')).toBe(humanReport(report, verdicts, subject, screen));
});

describe('the adapters of the README hand over what a function takes', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'readme-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const write = (name: string, text = '') => writeFileSync(path.join(directory, name), text);

  /** What the adapter answers in both forms of a case with a query string and a token. */
  async function outcomesOf(program: Program) {
    const only = ['post-sts-header-before'];
    const cases = selectCases({ set: 'official', mode: 'both', only });
    const { outcomes, fault } = await askSigner(program, cases.map(signerInput), {
      timeout: 10_000,
      directory,
    });
    expect(fault).toBeUndefined();
    return cases.map(({ id }) => outcomes.get(id)?.outcome);
  }

  const skipped = { kind: 'skip', reason: 'signs headers only' };
  const signed = (signature: string) => ({
    kind: 'signed',
    figures: expect.objectContaining({ signature }),
  });

  test('in JavaScript', async () => {
    write('package.json', '{"type":"module"}');
    write(
      'my-signer.js',
      `export const signRequest = ({ method, url, headers, body }, options) => ({
        authorization: 'Signature=' + [method, url, headers.length, body.length, options.accessKeyId,
          options.sessionToken.length, options.region, options.service, options.date.getTime()].join('|'),
      });`,
    );
    write('my-adapter.mjs', block('js'));
    const file = './my-adapter.mjs';
    expect(await outcomesOf({ kind: 'module', file, exportName: 'sign' })).toEqual([
      signed(
        `POST|https://example.amazonaws.com/|1|0|AKIDEXAMPLE|${TOKEN}|us-east-1|service|${Date.UTC(2015, 7, 30, 12, 36)}`,
      ),
      skipped,
    ]);
  });

  const isPythonAtHand = spawnSync('python3', ['--version']).status === 0;
  const itWithPython = isPythonAtHand ? it : it.skip;

  itWithPython('in Python', async () => {
    write(
      'my_signer.py',
      `def sign(method, path, query, headers, body, access_key, secret_key, token, region, service, timestamp):
    values = [method, path, query, len(headers), len(body), access_key, len(token), region, service, timestamp]
    return "Signature=" + "|".join(map(str, values))`,
    );
    write('my_adapter.py', block('python'));
    expect(await outcomesOf({ kind: 'command', command: 'python3 my_adapter.py' })).toEqual([
      signed(`POST|/||1|0|AKIDEXAMPLE|${TOKEN}|us-east-1|service|20150830T123600Z`),
      skipped,
    ]);
  });
});
