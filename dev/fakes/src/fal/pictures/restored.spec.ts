import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawnSelfies } from '../../drawn-faces';
import { composePicture } from './compose';
import { restoredPhoto } from './restored';

/** How sharp a picture is once it is scaled to 600 × 750 pixels: the variance of its Laplacian. */
const sharpness = async (picture: Buffer): Promise<number> => {
  const edges = await sharp(picture)
    .resize(600, 750, { fit: 'fill' })
    .greyscale()
    .convolve({ width: 3, height: 3, kernel: [0, 1, 0, 1, -4, 1, 0, 1, 0], offset: 128 })
    .raw()
    .toBuffer();
  const mean = edges.reduce((sum, value) => sum + value, 0) / edges.length;
  return edges.reduce((sum, value) => sum + (value - mean) ** 2, 0) / edges.length;
};

const faded = (picture: Buffer): Promise<Buffer> =>
  sharp(picture)
    .resize(600, 750, { fit: 'fill' })
    .blur(2.2)
    .modulate({ saturation: 0.6 })
    .jpeg({ quality: 60 })
    .toBuffer();

describe('a restored photo', () => {
  it.each([
    ['a drawn selfie', async () => (await drawnSelfies(5, 2))[1]!],
    [
      'another photo',
      async () =>
        (await composePicture({ prompt: 'a man in Paris', photos: [], seed: '1', index: 0, width: 800, height: 1_000 }))
          .jpeg()
          .toBuffer(),
    ],
  ])(
    'a restored photo is at least three times as sharp as the photo that was sent, when both are scaled to the same size: %s',
    async (_what, draw) => {
      const sent = await faded(await draw());

      const restored = await (await restoredPhoto(sent, { width: 1_200, height: 1_500 })).png().toBuffer();

      expect(await sharp(restored).metadata()).toMatchObject({ width: 1_200, height: 1_500 });
      expect((await sharpness(restored)) / (await sharpness(sent))).toBeGreaterThan(3);
    },
  );
});
