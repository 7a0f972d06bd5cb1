// Finds the faces of a picture, for comparison with a person's photos. Of each face this measures little, because the other measurements
// judge photos for avatars.
import { loadModels } from './analyse.mjs';
import { AGED_SIDE_PX } from './face-age.mjs';
import { EMBEDDED_SIDE_PX } from './face-embedding.mjs';
import { cutSquare, placeOfFace } from './face-square.mjs';

/**
 * Finds the faces, the largest first: `most` at most, or without it as many as the detector finds. Each is embedded, which takes 25 ms.
 * With `ages` it also gives their sizes and estimates their ages. `areAll` is the finder's.
 */
export async function facesOf(picture, { most, ages }) {
  const { finder, embedding, age } = await loadModels();
  const { faces: everyFound, areAll } = await finder.find(picture);
  const found = everyFound.sort((a, b) => b.box[2] - a.box[2]).slice(0, most);
  const faces = [];
  for (const face of found) {
    const place = placeOfFace(face);
    faces.push({
      score: face.boxScore,
      pointsScore: face.faceScore,
      embedding: await embedding.embed(cutSquare(picture, place, EMBEDDED_SIDE_PX)),
      ...(ages && {
        size: face.box[2] / found[0].box[2],
        age: await age.ageOf(cutSquare(picture, place, AGED_SIDE_PX)),
      }),
    });
  }
  return { faces, areAll };
}
