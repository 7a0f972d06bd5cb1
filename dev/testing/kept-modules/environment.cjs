const { TestEnvironment: NodeEnvironment } = require('jest-environment-node');

const listenersOf = () => new Map(process.eventNames().map((name) => [name, new Set(process.rawListeners(name))]));

/**
 * Node itself instead of a context of its own: specs see the process they run in, so that modules can outlive a spec file
 * (docs/decisions/0142-modules-outlive-a-spec-file.md). What a file changes about the process is as before when it has ended.
 */
module.exports = class KeptModulesEnvironment {
  constructor({ globalConfig, projectConfig }, context) {
    // Coverage counts in modules that were compiled for it.
    if (globalConfig.collectCoverage) return new NodeEnvironment({ globalConfig, projectConfig }, context);
    const { console, process } = globalThis;
    const { env, exit, exitCode } = process;
    this.before = { console, env, values: { ...env }, exit, exitCode };
    this.global = globalThis;
  }

  /** Process listeners that are there from now on end with the file: what modules added while they were loaded stays. */
  loaded() {
    this.listeners = listenersOf();
  }

  async setup() {}

  async teardown() {
    const { console, env, values, exit, exitCode } = this.before;
    Object.assign(globalThis, { console });
    Object.assign(process, { env, exit, exitCode });
    for (const name of Object.keys(env)) if (!(name in values)) delete env[name];
    for (const [name, value] of Object.entries(values)) if (env[name] !== value) env[name] = value;
    for (const [name, listeners] of this.listeners ? listenersOf() : []) {
      // A folder that is removed when the process ends is removed then.
      if (name === 'exit') continue;
      for (const listener of listeners) {
        if (!this.listeners.get(name)?.has(listener)) process.removeListener(name, listener.listener ?? listener);
      }
    }
  }

  exportConditions() {
    return [];
  }

  /** Jest asks every environment for a context; there is none. */
  getVmContext() {
    return null;
  }
};
