const { incompleteInstallation } = require('./learner/installation');

// The workshop's program: `node scripts/run.js COMMAND`. Nothing here needs a package, so that one
// that is missing is told in words.

process.on('uncaughtException', (error) => {
  console.error(incompleteInstallation(error.message) ?? error);
  process.exit(2);
});

require('./load-typescript');
require('./workshop.ts');
