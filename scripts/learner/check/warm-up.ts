// Run by a worker before there is anything to check, so that Jest, TypeScript and all that they load
// late are there when a verdict is wanted. It fails on purpose: describing a failure loads much, too.
test('a failure is described', () => {
  expect('a warm Jest').toBe('a cold one');
});
