/**
 * The `main.js` of every bundle. It runs `code.js`, which lies beside it, as if it were this file, and gives V8 what an earlier start compiled
 * (`code.cache`, decision 141). Node's own compile cache holds only what V8 compiles before a file runs, so nearly no function.
 */
const { subscribe, unsubscribe } = require('node:diagnostics_channel');
const { accessSync, constants: access, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { Script, constants } = require('node:vm');
const { crc32 } = require('node:zlib');

/**
 * Before V8's data stand the checksums of the code and of the data, and whether the data is of a process that has started. V8 copies data that
 * does not begin at a multiple of eight.
 */
const HEADER_BYTES = 16;
/** An app publishes here when it has been up for a moment (libs/platform/src/start/start.ts). */
const STARTED = 'aisha:started';
const CACHE = `${__dirname}/code.cache`;

const { FILLS_CODE_CACHE } = process.env;
delete process.env.FILLS_CODE_CACHE; // it is not for the processes that an app starts

const code = readFileSync(`${__dirname}/code.js`);
const sum = crc32(code);

/**
 * V8 looks only at the length of the code, and runs damaged data until it crashes. Another build may have replaced the code a moment ago, and
 * a disk may have lost a page.
 */
const cacheOfThisCode = () => {
  try {
    const cache = readFileSync(CACHE);
    const data = cache.subarray(HEADER_BYTES);
    const fits = cache.readUInt32LE(0) === sum && cache.readUInt32LE(4) === crc32(data);
    return fits ? { data, isOfStart: cache.readUInt32LE(8) === 1 } : undefined;
  } catch {
    return undefined; // the cache is missing or cut short: the start is slower
  }
};
let cache = cacheOfThisCode();

// The bundler has made sure that the code is ASCII.
const script = new Script(code.toString('latin1'), {
  filename: __filename,
  cachedData: cache?.data,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const isOfStart = cache?.isOfStart === true && !script.cachedDataRejected;
cache = undefined; // 10 MB that the process no longer needs

/** Keeps what V8 has compiled until now. */
const keep = ({ isOfStart }) => {
  const data = script.createCachedData();
  const header = Buffer.alloc(HEADER_BYTES);
  [sum, crc32(data), Number(isOfStart)].forEach((value, place) => header.writeUInt32LE(value, 4 * place));
  const unfinished = `${CACHE}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, Buffer.concat([header, data]));
    renameSync(unfinished, CACHE);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
};

/** The first process that starts after a build also keeps what a start calls. In an image nobody may write here. */
const keepStarted = () => {
  unsubscribe(STARTED, keepStarted);
  try {
    accessSync(__dirname, access.W_OK);
    const isStillThere = crc32(readFileSync(`${__dirname}/code.js`)) === sum; // else the cache is of a newer build
    if (isStillThere) keep({ isOfStart: true });
  } catch {
    // the cache of the build stays
  }
};

if (FILLS_CODE_CACHE) process.once('exit', () => keep({ isOfStart: false }));
else if (!isOfStart) subscribe(STARTED, keepStarted);

script.runInThisContext()(exports, require, module, __filename, __dirname);

// Node reads no such line in what `vm` runs. The few lines of this file are mapped, too, to whatever the code has there.
//# sourceMappingURL=code.js.map
