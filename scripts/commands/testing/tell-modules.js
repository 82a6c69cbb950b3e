// For tests, `node --require`: writes at the end, as JSON on standard error, which files were loaded.
process.once('exit', () => {
  const files = Object.keys(require.cache).map((file) => file.replaceAll('\\', '/'));
  process.stderr.write(`\n${JSON.stringify(files)}\n`);
});
