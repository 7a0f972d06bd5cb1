const { default: Sequencer } = require('@jest/test-sequencer');

/** Specs that take a minute or more, the longest first: whole products, servers that are killed, clocks that run out. */
const LONG = [
  /[\\/]e2e[\\/]trouble\.spec/,
  /[\\/]e2e[\\/]crashes\.spec/,
  /[\\/]e2e[\\/]trouble-of-the-assistant\.spec/,
  /[\\/]e2e[\\/]scale\.spec/,
  /[\\/]e2e[\\/]backup\.spec/,
  /[\\/]e2e[\\/]outages\.spec/,
  /[\\/]tools[\\/]start[\\/]start\.medium\.spec/,
  /[\\/]messaging[\\/]src[\\/]delivery\.medium\.spec/,
];
const rankOf = ({ path }) => {
  const rank = LONG.findIndex((pattern) => pattern.test(path));
  return rank < 0 ? LONG.length : rank;
};

/** Long specs begin first: one that begins last would keep a core busy alone. In a fresh clone Jest knows only how large a file is. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
};
