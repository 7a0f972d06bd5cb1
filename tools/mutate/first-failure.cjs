const { TestEnvironment } = require('jest-environment-node');

/** The mutant that a test has seen. */
let seen;

/** A mutant is noticed by one test: the others are skipped. Jest itself ends at a failed file, not at a failed test. */
module.exports = class FirstFailure extends TestEnvironment {
  handleTestEvent = async ({ name, test }) => {
    const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
    if (mutant === undefined) return;
    if (name === 'test_start' && seen === mutant) test.mode = 'skip';
    if (name === 'test_done' && test.errors.length > 0) seen = mutant;
  };
};
