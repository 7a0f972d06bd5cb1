/**
 * The `main.js` of every bundle. It runs `code.js`, which lies beside it, as if it were this file, and gives V8 what an earlier start compiled
 * (`code.cache`, decision 141). Node's own compile cache holds only what V8 compiles before a file runs, so nearly no function.
 */
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { Script, constants } = require('node:vm');
const { crc32 } = require('node:zlib');

/** The checksums of the code and of V8's data stand before the data. V8 copies data that does not begin at a multiple of eight. */
const HEADER_BYTES = 8;
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
    return cache.readUInt32LE(0) === sum && cache.readUInt32LE(4) === crc32(data) ? data : undefined;
  } catch {
    return undefined; // the cache is missing or cut short: the start is slower
  }
};

// The bundler has made sure that the code is ASCII.
const script = new Script(code.toString('latin1'), {
  filename: __filename,
  cachedData: cacheOfThisCode(),
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});

if (FILLS_CODE_CACHE)
  process.once('exit', () => {
    const data = script.createCachedData();
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32LE(sum, 0);
    header.writeUInt32LE(crc32(data), 4);
    const unfinished = `${CACHE}.${process.pid}.tmp`;
    writeFileSync(unfinished, Buffer.concat([header, data]));
    renameSync(unfinished, CACHE);
  });

script.runInThisContext()(exports, require, module, __filename, __dirname);

// Node reads no such line in what `vm` runs. The few lines of this file are mapped, too, to whatever the code has there.
//# sourceMappingURL=code.js.map
