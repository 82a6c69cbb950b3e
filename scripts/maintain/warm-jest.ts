import { runCLI } from 'jest';

// A process that has Jest loaded, and tells on request how many milliseconds one test file takes it.

const [root = '', file = ''] = process.argv.slice(2);

process.on('message', async () => {
  const start = performance.now();
  await runCLI(
    {
      selectProjects: ['steps'],
      runTestsByPath: true,
      runInBand: true,
      watchman: false,
      reporters: [],
      _: [file],
      $0: 'jest',
    },
    [root],
  );
  process.send?.(performance.now() - start);
});

process.on('disconnect', () => process.exit());
