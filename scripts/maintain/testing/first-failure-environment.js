const CheckEnvironment = require('../../jest/check-environment');

/**
 * Runs of each check only the cases under the headings that somebody asks for, and under each
 * heading none after the first that fails. A heading is what the names of cases begin with.
 *
 * Its option `headings` holds them by the name of the block that the check stands in; of a check
 * without any, every case is run.
 */
module.exports = class FirstFailureEnvironment extends CheckEnvironment {
  #headings;
  #failed = new Set();

  constructor(config, context) {
    super(config, context);
    this.#headings = config.projectConfig.testEnvironmentOptions.headings;
  }

  handleTestEvent(event) {
    super.handleTestEvent(event);
    if (event.name === 'test_start' && !this.#isWanted(event.test)) event.test.mode = 'skip';
    if (event.name === 'test_done' && event.test.errors.length > 0) {
      for (const key of this.#keysOf(event.test) ?? []) this.#failed.add(key);
    }
  }

  #isWanted(test) {
    const keys = this.#keysOf(test);
    return keys === undefined || keys.some((key) => !this.#failed.has(key));
  }

  /** The headings that a case is under, each with the block of its check; undefined for any. */
  #keysOf(test) {
    const [check, ...names] = titlesOf(test);
    const headings = this.#headings[check];
    const name = names.join(' ');
    return headings
      ?.filter((heading) => name.startsWith(heading))
      .map((heading) => `${check} ${heading}`);
  }
};

/** The titles of a case's blocks and its own, from the outermost on. */
function titlesOf({ parent, name }) {
  const titles = [name];
  for (let block = parent; block.parent; block = block.parent) titles.unshift(block.name);
  return titles;
}
