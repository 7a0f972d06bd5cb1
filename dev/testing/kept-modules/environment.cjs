const { TestEnvironment: NodeEnvironment } = require('jest-environment-node');

/**
 * jest.config.ts starts the worker with this flag to save processor time. Processes that a spec starts must not inherit it: they are to
 * have the memory of production.
 */
process.execArgv = process.execArgv.filter((flag) => flag !== '--single-threaded-gc');

const listenersOf = () => new Map(process.eventNames().map((name) => [name, new Set(process.rawListeners(name))]));

/**
 * Specs run in Node itself instead of a context of their own, so that modules can outlive a spec file
 * (docs/decisions/0142-modules-outlive-a-spec-file.md). This environment undoes a file's changes to the process when
 * the file has ended.
 */
module.exports = class KeptModulesEnvironment {
  constructor({ globalConfig, projectConfig }, context) {
    // Coverage is counted in modules that Jest has compiled for it, so a run with coverage has Jest's usual environment.
    if (globalConfig.collectCoverage) return new NodeEnvironment({ globalConfig, projectConfig }, context);
    const { console, process } = globalThis;
    const { env, exit, exitCode } = process;
    this.before = { console, env, values: { ...env }, exit, exitCode };
    this.global = globalThis;
  }

  /**
   * Called when modules are loaded: process listeners that are added from now on are removed when the file ends; the listeners that modules
   * added while they were loaded stay.
   */
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
      // The listeners that remove folders at the end of the process must stay.
      if (name === 'exit') continue;
      for (const listener of listeners) {
        if (!this.listeners.get(name)?.has(listener)) process.removeListener(name, listener.listener ?? listener);
      }
    }
  }

  exportConditions() {
    return [];
  }

  /** Jest asks every environment for a context; this one has none, because specs run in Node itself. */
  getVmContext() {
    return null;
  }
};
