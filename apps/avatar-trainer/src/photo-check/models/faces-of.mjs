// Finds the faces of a drawn picture, for comparison with a person's photos. This measures nothing else, because the other measurements
// judge photos that people send.
import { loadModels } from './analyse.mjs';
import { EMBEDDED_SIDE_PX } from './face-embedding.mjs';
import { cutSquare, placeOfFace } from './face-square.mjs';

/**
 * How many faces are embedded, at 25 ms each. The person may stand beside others, but is among the largest faces of a picture that shows
 * them.
 */
const MOST_FACES = 3;

/** Finds the faces, the largest first. */
export async function facesOf(picture) {
  const { finder, embedding } = await loadModels();
  const found = (await finder.find(picture)).sort((a, b) => b.box[2] - a.box[2]).slice(0, MOST_FACES);
  const faces = [];
  for (const face of found) {
    const square = cutSquare(picture, placeOfFace(face), EMBEDDED_SIDE_PX);
    faces.push({ score: face.boxScore, pointsScore: face.faceScore, embedding: await embedding.embed(square) });
  }
  return faces;
}
