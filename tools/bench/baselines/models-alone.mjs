// The least that a check of photos can do: one process decodes each, makes the JPEG that is kept, and asks the same models. No limit,
// no measurement, no rule. Sent a file and a count, it answers when it has done that with so many such photos.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';

const models = process.argv[2];
const load = (file) => import(pathToFileURL(path.join(models, file)).href);
const { loadFaceFinder } = await load('face-finder.mjs');
const { EMBEDDED_SIDE_PX, loadFaceEmbedding } = await load('face-embedding.mjs');
const { CLASSIFIED_SIDE_PX, loadContentClasses } = await load('content-classes.mjs');
const { cutSquare, placeOfFace } = await load('face-square.mjs');
console.info = () => {};
const finder = await loadFaceFinder();
const embedding = await loadFaceEmbedding();
const content = await loadContentClasses();
sharp.cache(false);
sharp.concurrency(1);

process.on('message', async ({ file, count }) => {
  for (let i = 0; i < count; i += 1) await look(Buffer.from(file));
  process.send('done');
});
process.send('ready');

async function look(file) {
  const kept = await sharp(file).rotate().resize(2_048, 2_048, { fit: 'inside' }).jpeg({ quality: 92 }).toBuffer();
  const { data, info } = await sharp(kept)
    .resize(1_600, 1_600, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const picture = { pixels: data, width: info.width, height: info.height };
  const small = await sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .resize(CLASSIFIED_SIDE_PX, CLASSIFIED_SIDE_PX, { fit: 'fill' })
    .raw()
    .toBuffer();
  await content.classify(small);
  const [face] = await finder.find(picture);
  await embedding.embed(cutSquare(picture, placeOfFace(face), EMBEDDED_SIDE_PX));
}
