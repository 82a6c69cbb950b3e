import { functionOf, startTestRuntime, type TestRuntime } from '../testing/runtime';

let runtime: TestRuntime;
beforeEach(async () => {
  runtime = await startTestRuntime();
});
afterEach(() => runtime.stop());

describe('the log', () => {
  test('is between START and END, in the text format', async () => {
    const code = `exports.handler = async () => {
      console.log('one', { two: 2 }); console.error('three\\nfour');
      process.stdout.write('raw '); process.stderr.write('output');
    };`;
    const lines = (await runtime.invoke(functionOf(code))).log.split('\n');
    const time = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z';
    expect(lines).toEqual([
      'START RequestId: r-1 Version: $LATEST',
      expect.stringMatching(`^${time}\tr-1\tINFO\tone { two: 2 }$`),
      expect.stringMatching(`^${time}\tr-1\tERROR\tthree\rfour$`),
      'raw output',
      'END RequestId: r-1',
      expect.stringMatching(
        /^REPORT RequestId: r-1\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms\t$/,
      ),
      '',
    ]);
  });

  test('begins with what was logged while loading; a warm call has no Init Duration', async () => {
    const target = functionOf('console.log("loading"); exports.handler = async () => {};');
    expect((await runtime.invoke(target)).log).toMatch(/^\S+\tundefined\tINFO\tloading\nSTART/);
    const warm = (await runtime.invoke(target)).log;
    expect(warm).toMatch(/^START/);
    expect(warm).not.toContain('Init Duration');
  });

  test('is complete, however much is written just before the end', async () => {
    const code = `exports.handler = async () => {
      for (let i = 0; i < 2000; i++) console.log('x'.repeat(100) + i);
      process.exit(7);
    };`;
    const { log } = await runtime.invoke(functionOf(code));
    expect(log).toContain('x1999\n');
    expect(log).toContain('x500\n');
  });
});
