import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { path as ffmpeg } from '@ffmpeg-installer/ffmpeg';
import sharp from 'sharp';

const FRAMES = 81;
const FRAMES_A_SECOND = 16;
/** The longer side in pixels. A video of this size takes ffmpeg one second of a core; 720p would take two. */
const LONGER_SIDE = 960;
const SHORTER_SIDE = 540;
/**
 * How much nearer the camera is at the last frame, as a share of the picture's size. The picture is enlarged by this share first, so that
 * the last frame is as sharp as the first.
 */
const NEARER = 0.2;

const even = (pixels: number): number => Math.max(2, Math.floor(pixels / 2) * 2);

/** An MP4 of five seconds, or fewer frames, H.264 without sound, in which the camera slowly comes nearer and pans over a JPEG. */
export const movingPicture = async (jpeg: Buffer, signal?: AbortSignal, most = FRAMES): Promise<Buffer> => {
  const { width, height } = await sharp(jpeg).metadata();
  const scale = Math.min(1, LONGER_SIDE / Math.max(width, height), SHORTER_SIDE / Math.min(width, height));
  const size = { width: even(width * scale), height: even(height * scale) };
  const folder = await mkdtemp(join(tmpdir(), 'aisha-moving-'));
  try {
    const [still, video] = [join(folder, 'still.jpg'), join(folder, 'video.mp4')];
    const larger = { width: even(size.width * (1 + NEARER)), height: even(size.height * (1 + NEARER)) };
    await writeFile(
      still,
      await sharp(jpeg)
        .resize({ ...larger, fit: 'fill' })
        .jpeg({ quality: 90 })
        .toBuffer(),
    );
    chmodSync(ffmpeg, 0o755); // npm may have been told to run no install scripts; the package's script only does this
    const done = `on/${FRAMES - 1}`;
    const camera = `zoompan=z='1+${NEARER}*${done}':x='(iw-iw/zoom)*${done}':y='(ih-ih/zoom)/2'`;
    const frames = `d=${FRAMES}:s=${size.width}x${size.height}:fps=${FRAMES_A_SECOND}`;
    const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '26', '-pix_fmt', 'yuv420p'];
    const file = ['-frames:v', String(most), '-movflags', '+faststart', '-threads', '1', video];
    await promisify(execFile)(
      ffmpeg,
      ['-nostdin', '-v', 'error', '-i', still, '-vf', `${camera}:${frames}`, ...codec, ...file],
      { signal },
    );
    return await readFile(video);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
