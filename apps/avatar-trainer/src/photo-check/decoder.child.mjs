// Decodes and measures photos in a confined child process of photo-decoder.ts.
import { bytesOf, retireNext, serveConfined } from '@aisha/platform/confined-child';
import { fileTypeFromBuffer } from 'file-type';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { hasSeveralScans } from './jpeg-scans.mjs';
import { pixelsOf } from './models/pixels-of.mjs';

/**
 * The longest side of a kept photo. FAL's trainers work at 1024 px, and crop: a smaller photo would lack detail after the crop, and a larger
 * one would gain nothing.
 */
const KEPT_SIDE_PX = 2_048;
const KEPT_QUALITY = 92;
/** The longest side of the copy in which faces are detected; the thresholds refer to its pixels. */
const ANALYSED_SIDE_PX = 1_600;
/** The most pixels of a drawn picture. Our pictures have 4 megapixels, or 16 when an upscale doubles their sides. */
const DRAWN_PIXELS = 20_000_000;

/** A process that keeps more memory than this many megabytes is replaced by a fresh one. */
const MOST_RSS_MB = 1_000;

// sharp keeps no cache, because libvips' caches grow with every new size, and uses one core, because each process decodes one photo.
sharp.cache(false);
sharp.concurrency(1);

/**
 * The header of a file, with the facts that the decoder needs. `mime` is null for a file of no known type, and `picture` is null for a file
 * that is no readable picture.
 */
async function readHeader(file) {
  const type = await fileTypeFromBuffer(file).catch(() => undefined);
  if (!type?.mime.startsWith('image/')) return { mime: type?.mime ?? null, picture: null };
  const picture = await sharp(file, { limitInputPixels: false, pages: 1 })
    .metadata()
    .catch(() => null);
  if (!picture) return { mime: type.mime, picture };
  const { format, width, height, autoOrient, compression } = picture;
  const isProgressive = Boolean(picture.isProgressive) || (format === 'jpeg' && hasSeveralScans(file));
  // HEIC and AVIF files have the same container; only HEIC holds HEVC.
  return {
    mime: type.mime,
    picture: { format: compression === 'hevc' ? 'heic' : format, width, height, upright: autoOrient, isProgressive },
  };
}

/**
 * Reads the header of a file. If the file has one of these types and no more pixels than `mostPixels` allows, also
 * returns the result of decodeAndAnalyse(), so that an ordinary photo passes through the pipe only once.
 */
async function headerAndAnalysis(file, options, { types, mostPixels }) {
  const header = await readHeader(file);
  if (!header.picture || !types.includes(header.mime)) return header;
  const { format, width, height, isProgressive } = header.picture;
  const most = mostPixels[format]?.[isProgressive ? 'whole' : 'inRows'] ?? 0;
  if (width * height > most) return header;
  return { ...header, answer: await decodeAndAnalyse(file, format === 'heic', options) };
}

/** Returns the photo as we keep it, with its measurements. Throws for a damaged file. */
async function decodeAndAnalyse(file, isHeic, options) {
  const upright = (
    isHeic ? await heicPicture(file) : sharp(file, { failOn: 'error', limitInputPixels: false, pages: 1 })
  )
    .rotate() // turned upright by EXIF, before any other step
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb');
  const kept = await pixelsOf(upright, KEPT_SIDE_PX);
  // One thread encodes while the other measures.
  const [jpeg, measured] = await Promise.all([
    pictureOf(kept).jpeg({ quality: KEPT_QUALITY }).toBuffer(),
    measuredOn(kept, options),
  ]);
  return { jpeg, measured };
}

/** Measures a decoded picture. A picture that could be decoded is no damaged file, so an error from here on is ours. */
async function measuredOn(kept, options) {
  const { analyse } = await loadOrSay();
  const small = kept.width <= ANALYSED_SIDE_PX && kept.height <= ANALYSED_SIDE_PX;
  return analyse(small ? kept : await pixelsOf(pictureOf(kept), ANALYSED_SIDE_PX), options);
}

/** Finds the faces of a picture that we drew or encoded ourselves. Throws for a damaged file. */
async function decodeAndFindFaces(file, options) {
  const picture = sharp(file, { failOn: 'error', limitInputPixels: DRAWN_PIXELS }).toColourspace('srgb');
  const pixels = await pixelsOf(picture, ANALYSED_SIDE_PX);
  const { facesOf } = await loadOrSay();
  return facesOf(pixels, options);
}

/**
 * Loads the models and gives what measures with them. TensorFlow is loaded here, too: each start of the app starts a child, which measures
 * nothing. After a failed load this process does not try again: the next photo gets a fresh process.
 */
const loadOrSay = async () => {
  try {
    const { analyse, loadModels } = await import('./models/analyse.mjs');
    await loadModels();
    return { analyse, ...(await import('./models/faces-of.mjs')) };
  } catch (error) {
    retireNext();
    throw new Error(`MODELS_NOT_LOADED ${error.message}`);
  }
};

const pictureOf = ({ pixels, width, height }) => sharp(pixels, { raw: { width, height, channels: 3 } });

/**
 * Reads the files that iPhones send (HEVC in a HEIC box), which the prebuilt libvips cannot open. The decoder has already rotated the
 * picture as the box says. Its WebAssembly runs in a thread of its own, which ends with the photo and so frees the memory: 300 MB for 24
 * megapixels (measured).
 */
function heicPicture(file) {
  return new Promise((resolve, reject) => {
    const script = path.join(import.meta.dirname, 'heic.worker.mjs');
    const worker = new Worker(script, { workerData: file, stdout: true, stderr: true });
    worker.once('message', ({ width, height, data }) =>
      resolve(sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 } })),
    );
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the decoder ended without a picture')));
  });
}

serveConfined(
  {
    headerAndAnalysis: (file, options, atOnce) => headerAndAnalysis(bytesOf(file), options, atOnce),
    facesOf: (file, options) => decodeAndFindFaces(bytesOf(file), options),
    analyse: (file, isHeic, options) => decodeAndAnalyse(bytesOf(file), isHeic, options),
  },
  { mostRssMb: MOST_RSS_MB },
);
