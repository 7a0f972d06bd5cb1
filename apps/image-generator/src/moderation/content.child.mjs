// Classifies drawn pictures in a confined child of content-classifier.ts: a picture takes a core for 40 ms.
import { loadContentClasses } from '@aisha/pictures/content-classes';
import { require, tf, wasmFolder } from '@aisha/pictures/tensors';
import { serveConfined } from '@aisha/platform/confined-child';

let classes;

/** Loads the network when the first picture comes. */
function loaded() {
  classes ??= (async () => {
    require('@tensorflow/tfjs-backend-wasm').setWasmPaths(wasmFolder);
    await tf.setBackend('wasm');
    await tf.ready();
    return loadContentClasses();
  })();
  return classes;
}

/** How explicit a square of 224 by 224 pixels in RGB is, from 0 to 1: porn and hentai together. */
async function explicitness(pixels) {
  const { porn, hentai } = await (await loaded()).classify(Int32Array.from(pixels));
  return porn + hentai;
}

serveConfined({ explicitness });
