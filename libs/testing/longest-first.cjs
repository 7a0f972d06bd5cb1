const { default: Sequencer } = require('@jest/test-sequencer');

/** These stories take minutes, with every service running; started last they would keep one core busy alone. */
const LONG = /[\\/]e2e[\\/](crashes|trouble)\.spec/;

/** What takes long begins first. Jest itself orders by the time of the last run, and knows nothing in a fresh clone. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    const isLong = ({ path }) => LONG.test(path);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
