/**
 * The `main.js` of every bundle. It runs `code.js`, which lies beside it, as if it were this file, and gives V8 what an earlier start compiled
 * (`code.cache`, decision 141). Node's own compile cache holds only what V8 compiles before a file runs, so nearly no function.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const { Script, constants } = require('node:vm');
const { crc32 } = require('node:zlib');

/** The bytes before V8's data; V8 copies data that does not begin at a multiple of eight. */
const HEADER_BYTES = 8;
const CACHE = `${__dirname}/code.cache`;

const code = readFileSync(`${__dirname}/code.js`);
const sum = crc32(code);

/** V8 compares only the length of the code; another build may have replaced one of the two files a moment ago. */
const cacheOfThisCode = () => {
  try {
    const cache = readFileSync(CACHE);
    return cache.readUInt32LE(0) === sum ? cache.subarray(HEADER_BYTES) : undefined;
  } catch {
    return undefined; // the cache is missing or cut short: the start is slower
  }
};

// A string of characters below U+0080 takes a byte a character in V8's memory; `ascii.mts` leaves no others.
const script = new Script(code.toString('latin1'), {
  filename: __filename,
  cachedData: cacheOfThisCode(),
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});

if (process.env.FILLS_CODE_CACHE)
  process.once('exit', () => {
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32LE(sum);
    writeFileSync(CACHE, Buffer.concat([header, script.createCachedData()]));
  });

script.runInThisContext()(exports, require, module, __filename, __dirname);

//# sourceMappingURL=code.js.map
