const KeptModulesEnvironment = require('../kept-modules/environment.cjs');

/** The moment, in seconds since 1970, after which no story begins. CI sets it on every machine; only a slow one comes to it (decision 100). */
const UNTIL_S = Number(process.env.STORIES_BEGIN_UNTIL_S ?? Infinity);

const skip = ({ children }) => {
  for (const child of children) {
    if (child.type === 'test') child.mode = 'skip';
    else skip(child);
  }
};

/** Skips all tests of a story that comes too late, and with them its hooks, so that it starts no product. */
module.exports = class BegunInTime extends KeptModulesEnvironment {
  handleTestEvent({ name }, { rootDescribeBlock }) {
    if (name === 'run_start' && Date.now() / 1_000 > UNTIL_S) skip(rootDescribeBlock);
  }
};
