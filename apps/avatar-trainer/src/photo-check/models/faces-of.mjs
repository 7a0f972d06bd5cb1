// Finds the faces of a drawn picture, for comparison with a person's photos. This measures nothing else, because the other measurements
// judge photos that people send.
import { loadModels } from './analyse.mjs';
import { EMBEDDED_SIDE_PX } from './face-embedding.mjs';
import { cutSquare, placeOfFace } from './face-square.mjs';

/** Finds the faces, the largest first. Returns at most `most` of them, because each is embedded, which takes 25 ms. */
export async function facesOf(picture, most) {
  const { finder, embedding } = await loadModels();
  const found = (await finder.find(picture)).sort((a, b) => b.box[2] - a.box[2]).slice(0, most);
  const faces = [];
  for (const face of found) {
    const square = cutSquare(picture, placeOfFace(face), EMBEDDED_SIDE_PX);
    faces.push({ score: face.boxScore, pointsScore: face.faceScore, embedding: await embedding.embed(square) });
  }
  return faces;
}
