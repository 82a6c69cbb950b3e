import { LabProcess } from './lab-process';

const node = (script: string) => [process.execPath, '-e', script];

test('tells where the lab is, and starts it once', async () => {
  const lab = new LabProcess(node('console.log("at", process.pid); setInterval(() => {}, 1000)'));
  const told = await lab.open();
  expect(told).toMatch(/^at \d+$/);
  expect(await lab.open()).toBe(told);
  lab.close();
});

test('tells why the lab could not start, and tries again with the next key', async () => {
  const lab = new LabProcess(node('console.error("no port for", process.pid); process.exit(2)'));
  const first = await lab.open();
  expect(first).toMatch(/^no port/);
  expect(await lab.open()).not.toBe(first);
});
