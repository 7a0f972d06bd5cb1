// Classifies pictures with the network that the image generator has, in a process of its own, without limits and rules: the least work with
// which an app's own thread stays free. It is sent the pixels of a square in base64, and answers with the share of porn and hentai, in
// order.
import { loadContentClasses } from '@aisha/pictures/content-classes';
import { require, tf, wasmFolder } from '@aisha/pictures/tensors';

console.info = () => {};
require('@tensorflow/tfjs-backend-wasm').setWasmPaths(wasmFolder);
await tf.setBackend('wasm');
await tf.ready();
const classes = await loadContentClasses();

const classify = async (pixels) => {
  const { porn, hentai } = await classes.classify(Int32Array.from(Buffer.from(pixels, 'base64')));
  process.send(porn + hentai);
};
process.on('message', (pixels) => void classify(pixels));
process.on('disconnect', () => process.exit(0));
process.send('ready');
