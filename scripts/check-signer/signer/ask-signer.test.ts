import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { officialVectors } from '../../sigv4/vectors';
import { type SignerInput, signerInput } from '../protocol/signer-input';
import { Signers } from '../testing/signers';
import { askSigner } from './ask-signer';
import type { Program } from './program';
import type { SignerRun } from './recovery';

const signers = new Signers();
afterAll(() => signers.remove());

const vectors = officialVectors();
const inputs = vectors.slice(0, 4).map((vector, index) => {
  return signerInput({ id: index + 1, vector, mode: 'header' });
});

/** A generous limit, for signers that do not come near it. */
const ask = (program: Program, { timeout = 20_000, asked = inputs as SignerInput[] } = {}) =>
  askSigner(program, asked, { timeout, directory: signers.directory });

const SIGNED = "print({ id: input.id, signature: 'a' });";

/** Starts another program, which runs until it is stopped and says when it has come that far. */
const startsAnother = (port: number, whenItRuns: string, detached: boolean) => `
  const { spawn } = require('node:child_process');
  const source = "require('node:net').connect(${port}).on('connect', () => process.send('here'))";
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  spawn(process.execPath, ['-e', source], { stdio, detached: ${detached} }).on('message', () => { ${whenItRuns} });`;

describe('askSigner takes answers', () => {
  test('as they come', async () => {
    const counted: number[] = [];
    const answers = await askSigner(signers.program(SIGNED), inputs, {
      timeout: 20_000,
      directory: signers.directory,
      onAnswer: (answered) => counted.push(answered),
    });
    expect(answers).toMatchObject({ fault: undefined, remarks: [] });
    expect([...answers.outcomes.keys()]).toEqual([1, 2, 3, 4]);
    expect(counted).toEqual([1, 2, 3, 4]);
  });

  test('in any order, after the end of its input, without a last newline', async () => {
    const program = signers.script(`
      const lines = require('node:fs').readFileSync(0, 'utf8').trim().split('\\n').reverse();
      const answers = lines.map((line) => ({ id: JSON.parse(line).id, signature: 'a' }));
      process.stdout.write(answers.map((one) => JSON.stringify(one)).join('\\r\\n\\n'));`);
    const { outcomes, fault } = await ask(program);
    expect(fault).toBeUndefined();
    expect([...outcomes.keys()]).toEqual([4, 3, 2, 1]);
  });

  test('cut anywhere, even within a character', async () => {
    const program = signers.script(`
      const text = [1, 2, 3, 4].map((id) => JSON.stringify({ id, skip: 'é😀' }) + '\\n').join('');
      (async () => {
        for (const byte of Buffer.from(text)) {
          await new Promise((written) => process.stdout.write(Buffer.of(byte), written));
        }
      })();`);
    const { outcomes } = await ask(program);
    expect(outcomes.get(4)?.outcome).toEqual({ kind: 'skip', reason: 'é😀' });
  });

  test('from a program that reads slowly what does not fit a pipe', async () => {
    const big = Array.from({ length: 3000 }, (_, index) => ({ ...inputs[0]!, id: index + 1 }));
    const program = signers.script(`
      let text = '';
      setTimeout(() => {
        process.stdin.on('data', (chunk) => { text += chunk; });
        process.stdin.on('end', () => {
          for (const line of text.trim().split('\\n')) {
            process.stdout.write(JSON.stringify({ id: JSON.parse(line).id, signature: 'a' }) + '\\n');
          }
        });
      }, 100);`);
    const { outcomes, fault } = await ask(program, { asked: big });
    expect(fault).toBeUndefined();
    expect(outcomes.size).toBe(3000);
  });

  test('from a program that floods standard error', async () => {
    const flood = "process.stderr.write('noise '.repeat(200_000));";
    expect(await ask(signers.program(flood + SIGNED))).toMatchObject({ fault: undefined });
  });

  test('from a program that is slow to start, not to answer', async () => {
    const program = signers.program(`setTimeout(() => { ${SIGNED} }, input.id === 1 ? 600 : 0);`);
    const [first] = inputs;
    expect(await ask(program, { timeout: 500, asked: [first!] })).toMatchObject({
      fault: undefined,
    });
  });

  test('and ends a program that does not end by itself', async () => {
    const program = signers.program(`${SIGNED} setInterval(() => {}, 1000);`);
    const { fault, remarks } = await ask(program);
    expect(fault).toBeUndefined();
    expect(remarks).toEqual([expect.stringContaining('did not end')]);
  });

  test('and notes an exit code after the last one', async () => {
    const program = signers.program(`${SIGNED} process.exitCode = 3;`);
    const { fault, remarks } = await ask(program);
    expect(fault).toBeUndefined();
    expect(remarks).toEqual(['It ended with exit code 3 after its last answer.']);
  });
});

describe('askSigner goes on when a signer', () => {
  test('answers without a signature', async () => {
    const program = signers.program(`if (input.id === 2) print({ id: 2 }); else { ${SIGNED} }`);
    const { outcomes, fault } = await ask(program);
    expect(fault).toBeUndefined();
    expect(kinds(outcomes)).toEqual(['signed', 'error', 'signed', 'signed']);
  });

  test('ends over a case, and keeps the end of what it said', async () => {
    const source = `if (input.id === 3) {
      process.stderr.write('x'.repeat(100_000) + '\\nlast words\\n', () => process.exit(7));
    } else { ${SIGNED} }`;
    const { fault, outcomes, remarks } = await ask(signers.program(source));
    expect(fault).toBeUndefined();
    expect(kinds(outcomes)).toEqual(['signed', 'signed', 'error', 'signed']);
    const { outcome } = outcomes.get(3)!;
    const message = outcome.kind === 'error' ? outcome.message : '';
    expect(message).toMatch(/^It ended with exit code 7\.\n.*x\nlast words$/s);
    expect(message.length).toBeLessThan(5000);
    expect(remarks).toEqual([
      expect.stringMatching(/^It ended with exit code 7 and was started again/),
    ]);
  });

  test('answers out of order and ends over another case than the first one open', async () => {
    const program = signers.program(
      `if (input.id === 3) setTimeout(() => process.exit(7), 50);
       else setTimeout(() => { ${SIGNED} }, input.id === 4 ? 0 : 200);`,
    );
    const { fault, outcomes } = await ask(program);
    expect(fault).toBeUndefined();
    expect(kinds(outcomes)).toEqual(['signed', 'signed', 'error', 'signed']);
  });

  test('ends over the first case', async () => {
    const program = signers.program(`if (input.id === 1) process.exit(7); else { ${SIGNED} }`);
    const { fault, outcomes } = await ask(program);
    expect(fault).toBeUndefined();
    expect(kinds(outcomes)).toEqual(['error', 'signed', 'signed', 'signed']);
  });

  test('answers one case a start', async () => {
    const { fault, outcomes, remarks } = await ask(
      signers.script(`
        process.stdin.once('data', (chunk) => {
          const { id } = JSON.parse(chunk.toString().split('\\n')[0]);
          process.stdout.write(JSON.stringify({ id, signature: 'a' }), () => process.exit());
        });`),
    );
    expect(fault).toBeUndefined();
    expect(kinds(outcomes)).toEqual(['signed', 'signed', 'signed', 'signed']);
    expect(remarks).toEqual([]);
  });

  test('never answers one case', async () => {
    const program = signers.program(
      `if (input.id === 2) setInterval(() => {}, 9); else if (globalThis.isStuck !== true) { ${SIGNED} }
       globalThis.isStuck ||= input.id === 2;`,
    );
    const { fault, outcomes, remarks } = await ask(program, { timeout: 400 });
    expect(fault).toBeUndefined();
    expect(kinds(outcomes)).toEqual(['signed', 'error', 'signed', 'signed']);
    expect(remarks).toEqual(['It gave no answer for 0.4 s and was started again.']);
  });
});

/** What came of the cases, in their order. */
function kinds(outcomes: SignerRun['outcomes']): string[] {
  return inputs.map(({ id }) => outcomes.get(id)?.outcome.kind ?? 'nothing');
}

describe('askSigner breaks off when a signer', () => {
  test.each([
    ['prints rubbish', "console.log('debug')", 'not-json', 1, /not JSON: debug/],
    ['answers twice', `${SIGNED} if (input.id === 2) { ${SIGNED} }`, 'second-answer', 2, /id 2/],
    ['answers what was not asked', "print({ id: 99, signature: 'a' })", 'unknown-id', 1, /id 99/],
    ['answers with a wrong type', 'print({ id: 3, signature: 1 })', 'wrong-type', 3, /a number/],
    ['prints no newline', "process.stdout.write('x'.repeat(1e6))", 'line-too-long', 1, /1,000,000/],
  ])('%s', async (_, source, kind, caseId, message) => {
    const { fault } = await ask(signers.program(source));
    expect(fault).toMatchObject({ kind, caseId, message: expect.stringMatching(message) });
  });

  test('answers once more when all is answered', async () => {
    const { fault } = await ask(signers.program(`${SIGNED} if (input.id === 4) { ${SIGNED} }`));
    expect(fault).toMatchObject({ kind: 'second-answer', caseId: 4 });
  });

  test('prints rubbish when all is answered', async () => {
    const source = `${SIGNED} if (input.id === 4) console.log('done');`;
    const { fault } = await ask(signers.program(source));
    expect(fault).toMatchObject({ kind: 'not-json', caseId: undefined });
  });

  test('is ended by a signal', async () => {
    const { fault } = await ask(signers.program("process.kill(process.pid, 'SIGKILL')"));
    expect(fault).toMatchObject({ kind: 'died', message: expect.stringContaining('SIGKILL') });
  });

  test('ends quietly before it has answered all', async () => {
    const program = signers.program(`if (input.id < 3) { ${SIGNED} }`);
    const { fault } = await ask(program);
    expect(fault).toMatchObject({ kind: 'died', caseId: 3 });
    expect(fault?.message).toContain('exit code 0, with 2 of 4 cases answered');
  });

  test('ends at once, and does not read', async () => {
    const { fault } = await ask(signers.script('process.exit(0)'));
    expect(fault).toMatchObject({ kind: 'died', caseId: 1 });
  });

  test('cannot be started', async () => {
    const { fault } = await ask({ kind: 'command', command: 'no-such-signer-here' });
    expect(fault).toMatchObject({ kind: 'could-not-start', caseId: 1 });
    expect(fault?.stderr).toContain('no-such-signer-here');
  });

  test('cannot be started where it should be', async () => {
    const program = signers.program(SIGNED);
    const directory = `${signers.directory}/nowhere`;
    const { fault } = await askSigner(program, inputs, { timeout: 1000, directory });
    expect(fault).toMatchObject({ kind: 'could-not-start' });
  });

  test('gives no answer in time', async () => {
    const program = signers.program(
      `if (input.id === 1) { ${SIGNED} } else setInterval(() => {}, 9);`,
    );
    const { fault } = await ask(program, { timeout: 300 });
    expect(fault).toMatchObject({ kind: 'no-answer' });
    expect(fault?.message).toMatch(/no answer for 0\.\d s, with [01] of 4.*--timeout/s);
  });

  test.each([
    ['is stopped', "console.log('rubbish')", false],
    ['has ended', 'process.exit(0)', false],
    ['is stopped, out of its session', "console.log('rubbish')", true],
    ['has ended, out of its session', 'process.exit(0)', true],
  ])('%s, and with it what it has started', async (_, whenItRuns, isDetached) => {
    // Only Linux tells which processes a signer started that have left its session.
    if (isDetached && process.platform !== 'linux') return;
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const closed = once(server, 'connection').then(([socket]) => once(socket.resume(), 'close'));
    const { fault } = await ask(signers.script(startsAnother(port, whenItRuns, isDetached)));
    expect(fault).toBeDefined();
    await closed;
    server.close();
  });
});

describe('askSigner asks a module', () => {
  test('whose function is async, logs, and exports beside it', async () => {
    const program = signers.module(
      `export const other = () => ({});
       export async function sign(input: { id: number }): Promise<{ signature: string }> {
         console.log('not an answer');
         return { signature: String(input.id) };
       }`,
    );
    const { outcomes, fault } = await ask(program);
    expect(fault).toBeUndefined();
    expect(outcomes.get(4)?.outcome).toMatchObject({ figures: { signature: '4' } });
  });

  test.each([
    [
      'throws',
      'throw new Error("no key")',
      { outcome: { kind: 'error', message: 'Error: no key' } },
    ],
    ['returns text', 'return "abc"', { fault: { kind: 'not-an-object', caseId: 1 } }],
    ['ends the process', 'process.exit(3)', { fault: { kind: 'died', caseId: 1 } }],
  ])('that %s', async (_, body, expected) => {
    const program = signers.module(`export const run = () => { ${body} };`, 'run');
    const { outcomes, fault } = await ask(program);
    expect({ outcome: outcomes.get(1)?.outcome, fault }).toMatchObject(expected);
  });

  test('that has no such function', async () => {
    const { fault } = await ask(signers.module('export const signIt = () => ({});'));
    expect(fault).toMatchObject({ kind: 'could-not-start' });
    expect(fault?.stderr).toMatch(/exports no function sign, but the functions signIt/);
  });
});
