// Classifies drawn pictures in a process of its own (content-classifier.ts starts it): a picture takes a core for 50 to 160 ms.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';

// By `require`, as the model's package does: an `import` would bring a second TensorFlow.
const require = createRequire(import.meta.url);
const folderOf = (exported) => path.dirname(require.resolve(exported));

// The packages read their files by `fetch`, and Node's knows no files. Nothing in this process has a use for the network.
globalThis.fetch = async (address) => new Response(await readFile(fileURLToPath(String(address?.url ?? address))));

const SIDE_PX = 224;
let network;

/** Loaded with the first picture, from the package's own files by their paths: its loader copies 3.5 million letters one by one. */
function loaded() {
  network ??= (async () => {
    const tf = require('@tensorflow/tfjs');
    const wasm = require('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(path.join(folderOf('@tensorflow/tfjs-backend-wasm/package.json'), 'dist') + path.sep);
    await tf.setBackend('wasm');
    await tf.ready();
    const folder = path.join(folderOf('nsfwjs/core'), '../models/mobilenet_v2');
    const topology = require(path.join(folder, 'model.min.js'));
    const model = {
      name: 'MobileNetV2',
      numOfWeightBundles: 1,
      modelJson: async () => ({ default: withoutInitializers(topology) }),
      weightBundles: [async () => ({ default: require(path.join(folder, 'group1-shard1of1.min.js')) })],
    };
    return { tf, model: await require('nsfwjs/core').load(model.name, { modelDefinitions: [model] }) };
  })();
  return network;
}

/** Every weight is read from the file; drawing random ones first takes longer than reading them. */
const withoutInitializers = (topology) =>
  JSON.parse(JSON.stringify(topology), (key, value) =>
    key.endsWith('_initializer') && value ? { class_name: 'Zeros', config: {} } : value,
  );

/** How explicit a square of 224 by 224 pixels in RGB is, from 0 to 1: porn and hentai together. */
async function explicitness(pixels) {
  const { tf, model } = await loaded();
  const input = tf.tensor3d(Int32Array.from(pixels), [SIDE_PX, SIDE_PX, 3], 'int32');
  try {
    const classes = await model.classify(input);
    return classes.reduce((sum, { className, probability }) => sum + (IS_EXPLICIT.has(className) ? probability : 0), 0);
  } finally {
    input.dispose();
  }
}
const IS_EXPLICIT = new Set(['Porn', 'Hentai']);

workerpool.worker({ explicitness });
