const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Loads only the specs with a test that reaches the mutant. Stryker names the tests, but Jest would load every spec to find them by name,
 * which takes longer than the tests. Which spec has which tests is known from Stryker's run without mutants.
 */
module.exports = class CoveringSpecs extends Sequencer {
  constructor(options) {
    super(options);
    const { rootDir, testNamePattern } = options.globalConfig;
    this.known = path.join(rootDir, 'tests-of-specs.json');
    this.wanted = testNamePattern && new RegExp(testNamePattern, 'i');
  }

  async sort(tests) {
    const sorted = (await super.sort(tests)).reverse(); // the shortest spec runs first, because one failure is enough
    if (!this.wanted || !existsSync(this.known)) return sorted;
    const testsOf = JSON.parse(readFileSync(this.known, 'utf8'));
    return sorted.filter((spec) => testsOf[spec.path]?.some((name) => this.wanted.test(name)) ?? true);
  }

  cacheResults(tests, results) {
    super.cacheResults(tests, results);
    if (existsSync(this.known)) return;
    const testsOf = results.testResults.map((spec) => [
      spec.testFilePath,
      spec.testResults.map((test) => test.fullName),
    ]);
    writeFileSync(this.known, JSON.stringify(Object.fromEntries(testsOf)));
  }
};
