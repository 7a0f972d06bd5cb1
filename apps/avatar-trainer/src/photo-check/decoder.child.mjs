// Decodes photos in a process of its own (photo-decoder.ts starts it, with limits): whatever a file does to a decoder, only this
// process dies. A later kind of work on photos is one more method here.
import { fileTypeFromBuffer } from 'file-type';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import workerpool from 'workerpool';

/** A trainer works at 1024 px: more is lost, and less costs detail after its crops. */
const KEPT_SIDE_PX = 2_048;
const KEPT_QUALITY = 92;
/** Mean and spread of light do not change with size. */
const LUMA_SIDE_PX = 256;

const isLimited = limitMemory(Number(process.argv[2]));

// No cache: libvips' caches grow with every new size. One core per photo: each process decodes one.
sharp.cache(false);
sharp.concurrency(1);

/**
 * Limits the writable memory of this process to so many megabytes more than Node itself has mapped (50 MB or 600 MB, by its version),
 * and offers it first to a kernel that is short of memory. Gives false where the system has no `prlimit`.
 */
function limitMemory(megabytes) {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
    const mappedKb = Number(/VmData:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
    const bytes = mappedKb * 1_024 + megabytes * 1_048_576;
    execFileSync('/usr/bin/prlimit', ['--pid', String(process.pid), `--data=${bytes}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The header of a file, and what the decoder needs to know of it. `mime` is null for a file of no known type, `picture` for an unreadable one. */
async function readHeader(file) {
  const type = await fileTypeFromBuffer(file).catch(() => undefined);
  if (!type?.mime.startsWith('image/')) return { mime: type?.mime ?? null, picture: null };
  const picture = await sharp(file, { limitInputPixels: false, pages: 1 })
    .metadata()
    .catch(() => null);
  if (!picture) return { mime: type.mime, picture };
  const { format, width, height, autoOrient, compression, isProgressive = false } = picture;
  // HEIC holds HEVC; AVIF uses the same box without it.
  return {
    mime: type.mime,
    picture: { format: compression === 'hevc' ? 'heic' : format, width, height, upright: autoOrient, isProgressive },
  };
}

/** The photo in the forms that the rules and trainers need. Throws for a damaged file. */
async function decode(file, isHeic) {
  const upright = (
    isHeic ? await heicPicture(file) : sharp(file, { failOn: 'error', limitInputPixels: false, pages: 1 })
  )
    .rotate() // by EXIF, before any other step
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb');
  const jpeg = await upright
    .resize(KEPT_SIDE_PX, KEPT_SIDE_PX, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: KEPT_QUALITY })
    .toBuffer();
  const luma = await sharp(jpeg).resize(LUMA_SIDE_PX, LUMA_SIDE_PX, { fit: 'inside' }).greyscale().raw().toBuffer();
  return { jpeg, luma };
}

/**
 * Reads the files that iPhones send (HEVC in a HEIC box), which the prebuilt libvips cannot open. The result is already rotated as
 * the box says. Its WebAssembly has a thread of its own, which ends with the photo and frees the memory: 300 MB for 24 megapixels
 * (measured).
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

workerpool.worker({
  isLimited: () => isLimited,
  readHeader: (file) => readHeader(Buffer.from(file)),
  decode: (file, isHeic) => decode(Buffer.from(file), isHeic),
});
