// Finds faces: BlazeFace detects them, FaceMesh gives 468 points and the angles of each.
import path from 'node:path';
import { folderOf, require, tf, wasmFolder } from '@aisha/pictures/tensors';

const OFF = { enabled: false };

/**
 * Switches the package's memory off. The package is made for video, and with its memory would answer with the face of the previous photo.
 */
const NOTHING_REMEMBERED = { cacheSensitivity: 0, skipFrames: 0, skipTime: 0 };

/**
 * The most faces that are detected. Of a photo that is to be changed each face is compared, and a face beyond this number would be drawn
 * without anybody asking; of sixty-four small faces the detector finds forty-eight, which take 6 s of a core (measured).
 */
export const MOST_FACES = 50;
/**
 * The lowest score of BlazeFace with which a face is measured. The rules ask for a higher score; operators also see the faces whose score
 * lies between the two.
 */
const LEAST_SCORE = 0.3;

/**
 * Returns `find(picture)`, which gives the faces with their box, scores, points and angles. The caller passes one photo at a time, because
 * the package keeps state of its own.
 */
export async function loadFaceFinder() {
  const folder = folderOf('@vladmandic/human');
  const { Human } = require(path.join(folder, 'human.node-wasm.js'));
  const human = new Human({
    backend: 'wasm',
    wasmPath: wasmFolder,
    modelBasePath: `file://${path.join(folder, '../models/')}`,
    debug: false,
    async: false,
    warmup: 'none',
    ...NOTHING_REMEMBERED,
    filter: OFF,
    gesture: OFF,
    body: OFF,
    hand: OFF,
    object: OFF,
    segmentation: OFF,
    face: {
      enabled: true,
      detector: { rotation: true, maxDetected: MOST_FACES, minConfidence: LEAST_SCORE, ...NOTHING_REMEMBERED },
      mesh: { enabled: true },
      iris: OFF,
      emotion: OFF,
      description: OFF,
      antispoof: OFF,
      liveness: OFF,
    },
  });
  await human.init();
  await human.load();
  return {
    async find({ pixels, width, height }) {
      // The tensor is made here, in the form that the package uses inside: from any other input the package first makes two copies of 23
      // MB, which takes 25 ms.
      const input = tf.tensor3d(new Float32Array(pixels), [height, width, 3]);
      try {
        const { face, error } = await human.detect(input);
        if (error) throw new Error(error);
        return face;
      } finally {
        input.dispose();
      }
    },
  };
}
