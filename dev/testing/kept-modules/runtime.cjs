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
  let loading = 0;
  Module._load = function (request, parent, isMain) {
    if (request === '@jest/globals') {
      if (parent) ofOneFile.add(parent);
      return current.globals;
    }
    // A test may load a module itself, which is kept like those that its file imports. What the test has registered by itself is not.
    const ofTest = loading === 0 ? metricsOfTest() : undefined;
    loading += 1;
    try {
      return load.call(this, request, parent, isMain);
    } finally {
      loading -= 1;
      if (ofTest) keepMetrics(ofTest);
    }
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

let register;

const metrics = () => {
  if (!register) {
    const file = Object.keys(require.cache).find((key) => /prom-client[\\/]index\.js$/.test(key));
    register = file && require.cache[file].exports.register;
  }
  return register?.getMetricsAsArray() ?? [];
};

/** For each metric of a module, its series as they were right after the module was loaded. */
const seriesOf = new WeakMap();

const metricsOfTest = () => new Set(metrics().filter((metric) => !seriesOf.has(metric)));

const keepMetrics = (ofTest) => {
  for (const metric of metrics()) {
    if (!seriesOf.has(metric) && !ofTest.has(metric)) seriesOf.set(metric, structuredClone(metric.hashMap));
  }
};

/** Gives the metrics of kept modules the series that they had after loading, and removes the metrics that this file registered. */
const restoreMetrics = () => {
  for (const metric of metrics()) {
    if (seriesOf.has(metric)) metric.hashMap = structuredClone(seriesOf.get(metric));
    else register.removeSingleMetric(metric.name);
  }
};

const forgetModulesOfOneFile = (spec) => {
  const importers = new Map();
  for (const module of Object.values(require.cache)) {
    for (const child of module.children) {
      const known = importers.get(child);
      if (known) known.push(module);
      else importers.set(child, [module]);
    }
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
