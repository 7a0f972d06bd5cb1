/** `node -C @aisha/source -r run-typescript.cjs …`: a process of its own runs the sources as jest does, without a build. */
const { transformSync } = require('@swc/core');
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const configFile = path.join(__dirname, '../../../.swcrc');
Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { configFile, filename, sourceMaps: 'inline' });
  module._compile(code, filename);
};
