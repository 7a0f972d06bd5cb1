const { TestEnvironment } = require('jest-environment-node');

/** The mutant at which a test of this process failed last. */
let seen;

/**
 * One failing test is enough to notice a mutant, so the other tests are skipped. Jest itself stops only after a failed
 * file.
 */
module.exports = class FirstFailure extends TestEnvironment {
  handleTestEvent = async ({ name, test }) => {
    const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
    if (mutant === undefined) return;
    if (name === 'test_start' && seen === mutant) test.mode = 'skip';
    if (name === 'test_done' && test.errors.length > 0) seen = mutant;
  };
};
