import sharp, { type OverlayOptions } from 'sharp';
import type { DrawnPicture } from './picture';

/**
 * The greatest ratio of a photograph's height to its width. Taller photographs lose their lower part, because selfies have the head in the
 * upper part.
 */
const MAX_ASPECT = 1.35;
/** The person's share of the frame's height. */
const SIZE = 0.72;

/** Cuts out a photograph of a real person: an oval with the whole head, which blends into the place. */
export const softCutOut = async (
  photo: Buffer,
  { placement, width }: DrawnPicture,
  frame: { width: number; height: number },
): Promise<OverlayOptions> => {
  const metadata = await sharp(photo).metadata();
  const ratio = Math.min(MAX_ASPECT, Math.max(0.8, metadata.height / metadata.width));
  const across = Math.round(Math.min(frame.width * 0.9, (frame.height * SIZE) / ratio));
  const box = { width: across, height: Math.round(across * ratio) };
  const mask = `<svg xmlns="http://www.w3.org/2000/svg" width="${box.width}" height="${box.height}"><defs><radialGradient id="m"><stop offset=".72" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs><ellipse cx="50%" cy="50%" rx="50%" ry="50%" fill="url(#m)"/></svg>`;
  const input = await sharp(photo)
    .resize(box.width, box.height, { fit: 'cover', position: 'top' })
    .ensureAlpha()
    .composite([{ input: Buffer.from(mask), blend: 'dest-in' }])
    .png({ compressionLevel: 1 })
    .toBuffer();
  const x = (placement.x / width) * frame.width;
  const left = Math.min(Math.max(0, Math.round(x - box.width / 2)), frame.width - box.width);
  return { input, left, top: Math.max(0, Math.round((frame.height - box.height) * 0.62)) };
};
