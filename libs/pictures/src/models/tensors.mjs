// The one TensorFlow that all models of this process share, on WebAssembly: in plain JavaScript it takes 20 times as
// long (measured).
import { readFile } from 'node:fs/promises';
import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Loads by `require`, as the models' packages do: an `import` would bring a second TensorFlow.
export const require = createRequire(import.meta.url);

/**
 * The folder of a file that a package exports. Other files of the package are found from this folder, because its list of exports may
 * forbid naming them.
 */
export const folderOf = (exported) => path.dirname(require.resolve(exported));

/** Where the backend finds its WebAssembly. */
export const wasmFolder = path.join(folderOf('@tensorflow/tfjs-backend-wasm/package.json'), 'dist') + path.sep;

// The packages read their models by `fetch`, and Node's `fetch` knows no files. Nothing in this process uses the
// network.
globalThis.fetch = async (address) => new Response(await readFile(fileURLToPath(String(address?.url ?? address))));

const parts = new URL('./tensorflow.cjs', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@tensorflow/tfjs'
      ? { url: parts, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
});

export const tf = require('@tensorflow/tfjs');
