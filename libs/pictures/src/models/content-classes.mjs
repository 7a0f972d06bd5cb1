// The classes of a picture by nsfwjs, each with a score from 0 to 1: drawing, hentai, neutral, porn, sexy.
import path from 'node:path';
import { fuseLayers } from './fused-layers.mjs';
import { folderOf, require, tf } from './tensors.mjs';

/** Side of the square that the network takes, in pixels. */
export const CLASSIFIED_SIDE_PX = 224;

/**
 * Loads the model from the package's own files by their paths: the package's loader copies 3.5 million letters one by
 * one, which takes 5 s (measured).
 */
export async function loadContentClasses() {
  const folder = path.join(folderOf('nsfwjs/core'), '../models/mobilenet_v2');
  const topology = require(path.join(folder, 'model.min.js'));
  const model = {
    name: 'MobileNetV2',
    numOfWeightBundles: 1,
    modelJson: async () => ({ default: withoutInitializers(topology) }),
    weightBundles: [async () => ({ default: require(path.join(folder, 'group1-shard1of1.min.js')) })],
  };
  const network = await require('nsfwjs/core').load(model.name, { modelDefinitions: [model] });
  fuseLayers(network.model);
  return {
    async classify(square) {
      const input = tf.tensor3d(square, [CLASSIFIED_SIDE_PX, CLASSIFIED_SIDE_PX, 3], 'int32');
      try {
        const classes = await network.classify(input);
        return Object.fromEntries(classes.map(({ className, probability }) => [className.toLowerCase(), probability]));
      } finally {
        input.dispose();
      }
    },
  };
}

/**
 * A network without initializers: every weight is read from the file, and making random weights first would take longer than reading the
 * real ones.
 */
const withoutInitializers = (topology) =>
  JSON.parse(JSON.stringify(topology), (key, value) =>
    key.endsWith('_initializer') && value ? { class_name: 'Zeros', config: {} } : value,
  );
