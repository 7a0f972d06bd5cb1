import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

/**
 * A script that runs in a process of its own, as the models do. It compares what a network says before and after its layers are fused; the
 * network has a normalization in every place where one may stand.
 */
const COMPARES = `
  import { fuseLayers } from '${pathToFileURL(path.join(__dirname, 'fused-layers.mjs')).href}';
  import { require, tf, wasmFolder } from '${pathToFileURL(path.join(__dirname, 'tensors.mjs')).href}';
  require('@tensorflow/tfjs-backend-wasm').setWasmPaths(wasmFolder);
  await tf.setBackend('wasm');
  const network = tf.sequential({ layers: [
    tf.layers.conv2d({ inputShape: [12, 12, 3], filters: 8, kernelSize: 3, strides: 2, padding: 'same', useBias: false }),
    tf.layers.batchNormalization({ epsilon: 0.1 }),
    tf.layers.reLU({ maxValue: 6 }),
    tf.layers.depthwiseConv2d({ kernelSize: 3, padding: 'same', useBias: false }),
    tf.layers.batchNormalization({ epsilon: 0.1 }),
    tf.layers.reLU({ maxValue: 6 }),
    tf.layers.conv2d({ filters: 4, kernelSize: 1, useBias: false }),
    tf.layers.batchNormalization({ epsilon: 0.1 }),
  ] });
  for (const layer of network.layers)
    layer.setWeights(layer.getWeights().map((weight, index) => tf.randomUniform(weight.shape, index === 3 ? 0.5 : -2, 3, 'float32', 7 + index)));
  const picture = tf.randomUniform([1, 12, 12, 3], -1, 1, 'float32', 3);
  const said = () => network.predict(picture).dataSync();
  const runs = async () => (await tf.profile(async () => said())).kernelNames;
  const before = { said: [...said()], kernels: await runs() };
  fuseLayers(network);
  const after = { said: [...said()], kernels: await runs() };
  console.log(JSON.stringify({ before, after }));
`;

it('a network whose layers are fused gives the same answer to five digits, and runs no normalization', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', COMPARES]);
  const { before, after } = JSON.parse(stdout) as Record<'before' | 'after', { said: number[]; kernels: string[] }>;

  const largest = Math.max(...before.said.map(Math.abs));
  const differences = before.said.map((value, index) => Math.abs(value - after.said[index]!) / largest);
  expect(Math.max(...differences)).toBeLessThan(1e-5);
  expect(before.kernels).toContain('FusedBatchNorm');
  expect(after.kernels).not.toContain('FusedBatchNorm');
});
