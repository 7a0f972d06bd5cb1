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
 * without anybody asking; as many take 6 s of a core (measured).
 */
const MOST_FACES = 50;
/**
 * The lowest score of a face, and of its points, with which the face is measured. The rules ask for higher scores; operators also see the
 * faces whose scores lie between the two. The package rounds scores to hundredths and drops a face of exactly this score, so no score is
 * equal to it.
 */
const LEAST_SCORE = 0.295;

/**
 * Returns `find(picture)`, which gives the faces with their box, scores, points and angles. `areAll`: the detector has not stopped at its
 * limit, beyond which there may be more faces. The caller passes one photo at a time, because the package keeps state of its own.
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
      mesh: { enabled: true, keepInvalid: true },
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
        // A face without sure points is not measured, but it has taken one of the detector's places.
        return { faces: face.filter(({ faceScore }) => faceScore > LEAST_SCORE), areAll: face.length < MOST_FACES };
      } finally {
        input.dispose();
      }
    },
  };
}
