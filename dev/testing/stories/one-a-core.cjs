const { availableParallelism } = require('node:os');
const { default: TestRunner } = require('jest-runner');

/**
 * Runs as many stories at once as there are cores, where parts run two a core. A story runs the whole product, which keeps a core busy: with
 * two a core each step of a story takes so long that a picture does not come within its minute (decision 100).
 */
module.exports = class OneStoryACore extends TestRunner {
  constructor(globalConfig, ...rest) {
    super({ ...globalConfig, maxWorkers: Math.min(globalConfig.maxWorkers, availableParallelism()) }, ...rest);
  }
};
