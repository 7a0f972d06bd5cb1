// Measures everything on a photo, part by part (analysis.ts names the parts). The rules judge the measurements, so this file has no
// thresholds.
import sharp from 'sharp';
import { CLASSIFIED_SIDE_PX, loadContentClasses } from '@aisha/pictures/content-classes';
import { backgroundOf } from './background.mjs';
import { AGED_SIDE_PX, loadFaceAge } from './face-age.mjs';
import { EMBEDDED_SIDE_PX, loadFaceEmbedding } from './face-embedding.mjs';
import { loadFaceFinder } from './face-finder.mjs';
import { cutSquare, outsideOf, placeOfFace } from './face-square.mjs';
import { pixelsOf } from './pixels-of.mjs';
import { printsOf } from './print.mjs';
import { coverOf, lightOf, spreadOf } from './square-measures.mjs';

/** The side of the copy on which light and prints are measured: neither changes with the size of the picture. */
const SMALL_SIDE_PX = 256;
/** Side of the square on which a face's light and sharpness are measured; the thresholds hold for this size alone. */
const MEASURED_SIDE_PX = 200;

let models;

/**
 * Loads all models once for the process, those for faces first, because the rest is of no use without them. They take 0.8 s and 200 MB; a
 * process that only decodes does not load them.
 */
export function loadModels() {
  models ??= (async () => {
    const finder = await loadFaceFinder();
    const [embedding, age] = [await loadFaceEmbedding(), await loadFaceAge()];
    return { finder, embedding, age, content: await loadContentClasses() };
  })();
  return models;
}

/** Measures a picture in RGB. Without `faces` it detects no face. */
export async function analyse(picture, { faces, blownOutAbove }) {
  const { finder, embedding, age, content } = await loadModels();
  // Other threads make the small copies while this one detects faces.
  const [{ small, ...ofSmall }, classified, { faces: found }] = await Promise.all([
    smallCopyOf(picture),
    classifiedCopyOf(picture),
    faces ? finder.find(picture) : { faces: [] },
  ]);
  const measured = {
    ...ofSmall,
    content: await content.classify(classified),
    face: null,
    body: null,
    background: null,
    likeness: null,
  };
  const [largest, ...others] = found.sort((a, b) => b.box[2] - a.box[2]);
  if (!largest) return measured;
  const place = placeOfFace(largest);
  const measuredSquare = cutSquare(picture, place, MEASURED_SIDE_PX);
  const shorterSide = Math.min(picture.width, picture.height);
  return {
    ...measured,
    face: {
      score: largest.boxScore,
      pointsScore: largest.faceScore,
      age: await age.ageOf(cutSquare(picture, place, AGED_SIDE_PX)),
      others: others.map(({ box, boxScore }) => ({ score: boxScore, size: box[2] / largest.box[2] })),
      side: place.side,
      middle: { x: place.x / picture.width, y: place.y / picture.height },
      ...outsideOf(picture, place),
      ...anglesOf(largest),
      ...lightOf(measuredSquare, MEASURED_SIDE_PX, blownOutAbove),
      ...coverOf(measuredSquare, MEASURED_SIDE_PX),
    },
    body: { faceShare: place.side / shorterSide, roomBelow: (picture.height - place.y) / place.side },
    background: backgroundOf(small, scaled(place, small.width / picture.width)),
    likeness: { embedding: await embedding.embed(cutSquare(picture, place, EMBEDDED_SIDE_PX)) },
  };
}

/** The position of the same square in a copy that is `by` times as large. */
const scaled = ({ x, y, side }, by) => ({ x: x * by, y: y * by, side: side * by });

const DEGREES = 180 / Math.PI;
const anglesOf = ({ rotation: { angle } }) => {
  const { yaw, pitch, roll } = { yaw: angle.yaw * DEGREES, pitch: angle.pitch * DEGREES, roll: angle.roll * DEGREES };
  // For a head that lies on its side, the network may report the same direction with extra half turns. They are taken away here.
  const isTwice = Math.abs(yaw) > 90 && Math.abs(pitch) > 90;
  return isTwice ? { yaw: opposite(yaw), pitch: -opposite(pitch), roll: opposite(roll) } : { yaw, pitch, roll };
};
const opposite = (degrees) => degrees - Math.sign(degrees) * 180;

const raw = ({ pixels, width, height }) => sharp(pixels, { raw: { width, height, channels: 3 } });

/** Makes a small copy of the picture, and measures on it what belongs to the picture as a whole. */
async function smallCopyOf(picture) {
  const small = await pixelsOf(raw(picture), SMALL_SIDE_PX);
  const [prints, light] = await Promise.all([printsOf(small), lightOfPicture(small)]);
  return { small, ...prints, light };
}

const classifiedCopyOf = (picture) =>
  raw(picture).resize(CLASSIFIED_SIDE_PX, CLASSIFIED_SIDE_PX, { fit: 'fill' }).raw().toBuffer();

async function lightOfPicture(small) {
  const { mean, variance } = spreadOf(await raw(small).greyscale().raw().toBuffer());
  return { brightness: mean, contrast: Math.sqrt(variance) };
}
