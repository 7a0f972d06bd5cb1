// The least work that a check of photos can be. One process decodes each photo once and asks the same models as the app; meanwhile it makes
// the JPEG that is kept. It has no limits, no measurements and no rules. It receives a file and a count, checks the file that many times,
// and then answers.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CLASSIFIED_SIDE_PX, loadContentClasses } from '@aisha/pictures/content-classes';
import sharp from 'sharp';

const models = process.argv[2];
const load = (file) => import(pathToFileURL(path.join(models, file)).href);
const { loadFaceFinder } = await load('face-finder.mjs');
const { EMBEDDED_SIDE_PX, loadFaceEmbedding } = await load('face-embedding.mjs');
const { cutSquare, placeOfFace } = await load('face-square.mjs');
console.info = () => {};
const finder = await loadFaceFinder();
const embedding = await loadFaceEmbedding();
const content = await loadContentClasses();
sharp.cache(false);
sharp.concurrency(1);

const check = async ({ file, count }) => {
  for (let i = 0; i < count; i += 1) await look(Buffer.from(file));
  process.send('done');
};
process.on('message', (photo) => void check(photo));
process.send('ready');

async function look(file) {
  const kept = await pixelsOf(sharp(file).rotate(), 2_048);
  await Promise.all([raw(kept).jpeg({ quality: 92 }).toBuffer(), ask(await pixelsOf(raw(kept), 1_600))]);
}

async function ask(picture) {
  const small = raw(picture).resize(CLASSIFIED_SIDE_PX, CLASSIFIED_SIDE_PX, { fit: 'fill' });
  await content.classify(await small.raw().toBuffer());
  const [face] = (await finder.find(picture)).faces;
  await embedding.embed(cutSquare(picture, placeOfFace(face), EMBEDDED_SIDE_PX));
}

const raw = ({ pixels, width, height }) => sharp(pixels, { raw: { width, height, channels: 3 } });

async function pixelsOf(picture, side) {
  const { data, info } = await picture
    .resize(side, side, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}
