const Module = require('node:module');
const path = require('node:path');
const { default: JestRuntime } = require('jest-runtime');
const KeptModulesEnvironment = require('./environment.cjs');

const SOURCES = ['.ts', '.mts'];
const CIRCUS_HANDLERS = Symbol.for('EVENT_HANDLERS');
const CIRCUS_STATE = 'JEST_STATE_SYMBOL';

/** The runtime of the spec file that is running in this process. */
let current;
/** Modules that asked for Jest's functions. Such a module, and each that imports it, belongs to one spec file. */
const ofOneFile = new WeakSet();

const install = (cacheDirectory) => {
  Module.enableCompileCache(path.join(cacheDirectory, 'compiled'));
  Module.registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: ['@aisha/source', ...context.conditions] }),
  });
  for (const extension of SOURCES) {
    Module._extensions[extension] = (module, file) => module._compile(current.compiled(file), file);
  }
  const load = Module._load;
  Module._load = function (request, parent, isMain) {
    if (request !== '@jest/globals') return load.call(this, request, parent, isMain);
    if (parent) ofOneFile.add(parent);
    return current.globals;
  };
};

/**
 * Runs spec files by Node's own loader and keeps the modules that they import for the next file of the worker. A module that imports Jest's
 * functions, itself or through another module, is loaded anew for each file. A spec that needs every module anew says `@jest-environment
 * node` and why.
 */
module.exports = class KeptModulesRuntime {
  constructor(config, environment, resolver, transformer, cacheFS, coverage, testPath, globalConfig) {
    if (!(environment instanceof KeptModulesEnvironment)) {
      return new JestRuntime(config, environment, resolver, transformer, cacheFS, coverage, testPath, globalConfig);
    }
    if (!current) install(config.cacheDirectory);
    Object.assign(this, { environment, transformer, testPath });
    current = this;
  }

  static sourceMaps = new Map();

  compiled(file) {
    const { code, sourceMapPath } = this.transformer.transform(file, {
      instrument: false,
      isInternalModule: false,
      supportsDynamicImport: false,
      supportsExportNamespaceFrom: true,
      supportsStaticESM: false,
      supportsTopLevelAwait: false,
    });
    if (sourceMapPath) KeptModulesRuntime.sourceMaps.set(file, sourceMapPath);
    return code;
  }

  setGlobalsForRuntime(globals) {
    this.globals = globals;
  }

  /** Jest's own modules, which are loaded anew for each file. */
  requireInternalModule(file) {
    delete require.cache[file];
    delete globalThis[CIRCUS_HANDLERS];
    return require(file);
  }

  requireModule(file) {
    try {
      return Module._load(file, null, false);
    } finally {
      this.environment.loaded();
      keepMetrics();
    }
  }

  unstable_shouldLoadAsEsm() {
    return false;
  }

  getSourceMaps() {
    return KeptModulesRuntime.sourceMaps;
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  enterTestCode() {}
  leaveTestCode() {}

  teardown() {
    restoreMetrics();
    forgetModulesOfOneFile(this.testPath);
    for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
      if (symbol.description === CIRCUS_STATE) delete globalThis[symbol];
    }
  }
};

const metrics = () => {
  const file = Object.keys(require.cache).find((key) => /prom-client[\\/]index\.js$/.test(key));
  return file && require.cache[file].exports.register;
};

/** For each metric of a module, its series as they were right after the module was loaded. */
const seriesOf = new WeakMap();

const keepMetrics = () => {
  for (const metric of metrics()?.getMetricsAsArray() ?? []) {
    if (!seriesOf.has(metric)) seriesOf.set(metric, structuredClone(metric.hashMap));
  }
};

/** Gives the metrics of kept modules the series that they had after loading, and removes the metrics that this file registered. */
const restoreMetrics = () => {
  const register = metrics();
  for (const metric of register?.getMetricsAsArray() ?? []) {
    if (seriesOf.has(metric)) metric.hashMap = structuredClone(seriesOf.get(metric));
    else register.removeSingleMetric(metric.name);
  }
};

const forgetModulesOfOneFile = (spec) => {
  const importers = new Map();
  for (const module of Object.values(require.cache)) {
    for (const child of module.children) importers.set(child, [...(importers.get(child) ?? []), module]);
  }
  const forget = (module) => {
    if (require.cache[module.filename] !== module) return;
    delete require.cache[module.filename];
    importers.get(module)?.forEach(forget);
  };
  for (const module of Object.values(require.cache)) {
    if (module.filename === spec || ofOneFile.has(module)) forget(module);
  }
};
