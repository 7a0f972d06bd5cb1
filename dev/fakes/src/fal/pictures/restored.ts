import sharp, { type Sharp } from 'sharp';
import { drawnFace } from '../../drawn-faces/drawn-face';
import { sampleMark } from './compose';
import { drawnSelfieIn } from './drawn-selfie';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A photo restored as `sharpened` does, marked as a sample of the sandbox. */
export const restoredPhoto = async (photo: Buffer, size: Size): Promise<Sharp> => {
  const restored = await (await sharpened(photo, size)).removeAlpha().png({ compressionLevel: 0 }).toBuffer();
  return sharp(restored).composite([sampleMark(size)]);
};

/**
 * A photo made sharp at this size: a drawn selfie is drawn anew; in any other photo noise is removed, and edges of two widths are made
 * steep.
 */
const sharpened = async (photo: Buffer, { width, height }: Size): Promise<Sharp> => {
  const selfie = await drawnSelfieIn(photo);
  if (selfie) {
    const { seed, kind, scene } = selfie;
    return sharp(Buffer.from(drawnFace(seed, { scene, kind, width }))).resize(width, height, { fit: 'fill' });
  }
  const clean = await sharp(photo)
    .removeAlpha()
    .median(3)
    .sharpen({ sigma: 2.2, m1: 0.2, m2: 3.5, x1: 2, y2: 18, y3: 18 })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(clean)
    .resize(width, height, { kernel: 'lanczos3', fit: 'fill' })
    .sharpen({ sigma: 1.6, m1: 0.2, m2: 3, x1: 2, y2: 16, y3: 16 })
    .modulate({ brightness: 1.03, saturation: 1.12 });
};
