// Estimates how old a face looks, in years (face-api's age network, 0.4 MB, from the same package as the embedding).
import path from 'node:path';
import { folderOf, require, tf } from '@aisha/pictures/tensors';

/** Side of the square that the network takes, in pixels. */
export const AGED_SIDE_PX = 112;

export async function loadFaceAge() {
  const { nets } = require('@vladmandic/face-api/dist/face-api.node-wasm.js');
  await nets.ageGenderNet.loadFromDisk(path.join(folderOf('@vladmandic/face-api/package.json'), 'model'));
  return {
    /** Returns the age in years, as the mean over the face and its mirror image, because the age in a single image is noisier. */
    async ageOf(square) {
      const face = tf.tensor3d(square, [AGED_SIDE_PX, AGED_SIDE_PX, 3], 'int32');
      const mirrored = tf.reverse(face, 1);
      try {
        const [one, other] = await nets.ageGenderNet.predictAgeAndGender([face, mirrored]);
        return (one.age + other.age) / 2;
      } finally {
        face.dispose();
        mirrored.dispose();
      }
    },
  };
}
