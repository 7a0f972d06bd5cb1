const { default: Sequencer } = require('@jest/test-sequencer');

/** Specs that take a minute or more, the longest first: they start whole products, kill servers, or wait for real time to pass. */
const LONG = [
  /[\\/]e2e[\\/]trouble\.spec/,
  /[\\/]e2e[\\/]crashes\.spec/,
  /[\\/]e2e[\\/]backup\.spec/,
  /[\\/]e2e[\\/]first-tasks\.spec/,
  /[\\/]e2e[\\/]trouble-of-the-assistant\.spec/,
  /[\\/]e2e[\\/]scale\.spec/,
  /[\\/]e2e[\\/]outages\.spec/,
  /[\\/]e2e[\\/]rights\.spec/,
  /[\\/]e2e[\\/]main-job\.spec/,
  /[\\/]tools[\\/]start[\\/]start\.medium\.spec/,
  /[\\/]messaging[\\/]src[\\/]delivery\.medium\.spec/,
];
const rankOf = ({ path }) => {
  const rank = LONG.findIndex((pattern) => pattern.test(path));
  return rank < 0 ? LONG.length : rank;
};
const isStory = ({ context }) => context.config.displayName?.name === 'e2e';

/**
 * Starts long specs first: a long spec that started last would run on one core while the others are idle. Without this list, Jest in a
 * fresh clone could order files only by their size. Stories come after the parts, so that they are what a slow CI leaves out.
 */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    return sorted.toSorted((one, other) => isStory(one) - isStory(other) || rankOf(one) - rankOf(other));
  }
};
