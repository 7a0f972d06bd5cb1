import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawnSelfies } from '../../drawn-faces';
import { composePicture, type PictureOrder } from './compose';
import { styleOf } from './manner';

const compose = async (order: Partial<PictureOrder>): Promise<Buffer> =>
  (await composePicture({ prompt: 'by the sea', photos: [], seed: '7', index: 0, width: 360, height: 480, ...order }))
    .png()
    .toBuffer();

/** How far apart two pictures are at 64 × 64 pixels: 0 to 255 a pixel and channel. */
const difference = async (one: Buffer, other: Buffer): Promise<number> => {
  const [a, b] = await Promise.all(
    [one, other].map((picture) => sharp(picture).resize(64, 64, { fit: 'fill' }).removeAlpha().raw().toBuffer()),
  );
  return a!.reduce((sum, value, index) => sum + Math.abs(value - b![index]!), 0) / a!.length;
};

const painted = (body: string): Promise<Buffer> =>
  sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400">${body}</svg>`))
    .jpeg()
    .toBuffer();

/** A wash of pale colours that run into one another. */
const wash = painted(
  '<filter id="b"><feGaussianBlur stdDeviation="16"/></filter><rect width="400" height="400" fill="#f6f0e4"/><g filter="url(#b)"><circle cx="110" cy="120" r="90" fill="#9fc7d9"/><circle cx="280" cy="160" r="100" fill="#e7b7a6"/><circle cx="200" cy="310" r="90" fill="#b9cf9f"/></g>',
);
const lines = painted(
  `<rect width="400" height="400" fill="#f2f2f0"/>${Array.from({ length: 40 }, (_, index) => `<path d="M${index * 10} 0L${400 - index * 10} 400" stroke="#444" stroke-width="2"/>`).join('')}`,
);
const dabs = painted(
  `<rect width="400" height="400" fill="#1f3f7a"/>${Array.from({ length: 400 }, (_, index) => `<rect x="${(index % 20) * 20}" y="${Math.floor(index / 20) * 20}" width="12" height="9" fill="${['#e8c64a', '#2f6fb0', '#112233'][index % 3]}"/>`).join('')}`,
);

describe('a picture of a person', () => {
  it('a picture of a person is the same for any of the person’s selfies, also for a selfie in the form in which the trainer stores it, and differs for another person', async () => {
    const [one, two] = (await drawnSelfies(5, 2, 'woman')) as [Buffer, Buffer];
    const kept = await sharp(two).resize(1_024, 1_024, { fit: 'inside' }).jpeg({ quality: 88 }).toBuffer();
    const [another] = (await drawnSelfies(6, 1, 'man')) as [Buffer];

    const pictures = await Promise.all([[one], [kept], [another]].map((photos) => compose({ photos })));

    expect(pictures[1]!.equals(pictures[0]!)).toBe(true);
    expect(pictures[2]!.equals(pictures[0]!)).toBe(false);
  });

  it.each([
    [512, 512],
    [384, 512],
    [512, 384],
    [288, 512],
    [512, 288],
    [2_048, 1_152],
  ])('a drawn picture of a person is exactly %s by %s', async (width, height) => {
    const photos = await drawnSelfies(5, 1);
    expect(await sharp(await compose({ photos, width, height })).metadata()).toMatchObject({ width, height });
  });

  it('a photograph that we did not draw changes the middle of a picture, but not its corners', async () => {
    const photo = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#d0a080' } })
      .jpeg()
      .toBuffer();
    const [place, person] = await Promise.all([compose({}), compose({ photos: [photo] })]);
    const corners = await Promise.all(
      [place, person].map((picture) => sharp(picture).extract({ left: 0, top: 0, width: 40, height: 40 }).toBuffer()),
    );

    expect(await difference(place, person)).toBeGreaterThan(5);
    expect(await difference(corners[0]!, corners[1]!)).toBeLessThan(1);
  });

  it('a picture of a person differs for another seed or index, and comes out the same for the same seed and index', async () => {
    const photos = await drawnSelfies(5, 1);
    const pictures = await Promise.all([
      compose({ photos }),
      compose({ photos, index: 1 }),
      compose({ photos, seed: '8' }),
    ]);

    expect(await difference(pictures[0]!, pictures[1]!)).toBeGreaterThan(3);
    expect(await difference(pictures[0]!, pictures[2]!)).toBeGreaterThan(3);
    expect((await compose({ photos })).equals(pictures[0]!)).toBe(true);
  });
});

describe('a style', () => {
  it('a style is recognised by the pictures that it was learned from', async () => {
    const manners = await Promise.all(
      [wash, lines, dabs].map(async (picture) => (await styleOf([await picture])).manner),
    );
    expect(manners).toEqual(['watercolour', 'pencil', 'oil']);
  });

  it('a watercolour style makes the picture of a place lighter, and an oil style makes it darker', async () => {
    const [plain, watercolour, oil] = await Promise.all([
      compose({}),
      compose({ stylePictures: [await wash] }),
      compose({ stylePictures: [await dabs] }),
    ]);
    const lightness = await Promise.all(
      [plain, watercolour, oil].map(async (picture) => (await sharp(picture).greyscale().stats()).channels[0]!.mean),
    );

    expect(lightness[1]).toBeGreaterThan(lightness[0]!);
    expect(lightness[2]).toBeLessThan(lightness[0]!);
  });

  it('the middle of a picture in a style differs when the prompt names a person', async () => {
    const stylePictures = [await wash];
    const middles = await Promise.all(
      ['calm by the sea', 'a woman by the sea'].map(async (prompt) =>
        sharp(await compose({ stylePictures, prompt }))
          .extract({ left: 140, top: 180, width: 80, height: 160 })
          .toBuffer(),
      ),
    );
    expect(await difference(middles[0]!, middles[1]!)).toBeGreaterThan(8);
  });
});
