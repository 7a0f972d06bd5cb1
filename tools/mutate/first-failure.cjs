const { TestEnvironment } = require('jest-environment-node');

/** Classes of the errors that Node itself throws. */
const THROWN_BY_NODE = [Error, TypeError, RangeError, SyntaxError];

/** The mutant at which a test of this process failed last. */
let seen;

/**
 * One failing test is enough to notice a mutant, so the other tests are skipped. Jest itself stops only after a failed
 * file.
 */
module.exports = class FirstFailure extends TestEnvironment {
  constructor(...given) {
    super(...given);
    for (const outer of THROWN_BY_NODE) knows(this.global[outer.name], outer);
  }

  handleTestEvent = async ({ name, test }) => {
    const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
    if (mutant === undefined) return;
    if (name === 'test_start' && seen === mutant) test.mode = 'skip';
    if (name === 'test_done' && test.errors.length > 0) seen = mutant;
  };
};

/**
 * Here a spec and the code run in a context with classes of its own. What Node throws, such as the TypeError of `fetch` when a connection is
 * cut, is of none of them, and the code would take it for an unknown error.
 */
function knows(inner, outer) {
  Object.defineProperty(inner, Symbol.hasInstance, {
    configurable: true,
    value(error) {
      return Function.prototype[Symbol.hasInstance].call(this, error) || (this === inner && error instanceof outer);
    },
  });
}
