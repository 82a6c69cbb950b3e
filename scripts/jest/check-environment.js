const { TestEnvironment } = require('jest-environment-node');

/** East of UTC, where a day begins earlier: what is computed in local time differs from UTC. */
const TIME_ZONE = 'Asia/Tokyo';

/**
 * The world that the checks run in: Node's, in a time zone that is not UTC. It gives them what Jest
 * keeps from them: the time zone of the process, and the errors of a case before they are reported.
 */
module.exports = class CheckEnvironment extends TestEnvironment {
  #zoneBefore = process.env.TZ;

  async setup() {
    await super.setup();
    this.global.setTimeZone = setTimeZone;
    setTimeZone(TIME_ZONE);
  }

  async teardown() {
    setTimeZone(this.#zoneBefore);
    await super.teardown();
  }

  /** Has a setup file of the checks rewrite what a case has thrown, before anybody reads it. */
  handleTestEvent({ name, test }) {
    if (name !== 'test_done' || !this.global.rewriteError) return;
    test.errors = test.errors.map((caught) =>
      Array.isArray(caught)
        ? caught.map((error) => this.global.rewriteError(error))
        : this.global.rewriteError(caught),
    );
  }
};

/** @param {string | undefined} zone by its name in the IANA database; none is the system's own */
function setTimeZone(zone) {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
}
