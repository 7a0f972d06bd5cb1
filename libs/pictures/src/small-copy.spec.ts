import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { SmallCopy } from './small-copy';

/** A picture that is red above and blue below, twice as high as wide. */
const picture = (width: number): Promise<Buffer> =>
  sharp({ create: { width, height: 2 * width, channels: 3, background: '#0000ff' } })
    .composite([{ input: { create: { width, height: width, channels: 3, background: '#ff0000' } }, left: 0, top: 0 }])
    .jpeg()
    .toBuffer();
const sizeOf = async (jpeg: Buffer) => {
  const { format, width, height } = await sharp(jpeg).metadata();
  return { format, width, height };
};

describe('a small copy', () => {
  it('a small copy is a JPEG whose longer side has 768 pixels, or as many as are asked for', async () => {
    const copy = await SmallCopy.of(await picture(1_000));

    expect(await sizeOf(await copy.jpeg())).toEqual({ format: 'jpeg', width: 384, height: 768 });
    expect(await sizeOf(await copy.jpeg(512))).toEqual({ format: 'jpeg', width: 256, height: 512 });
  });

  it('a small copy of a smaller picture is as large as the picture', async () => {
    const copy = await SmallCopy.of(await picture(100));

    expect(await sizeOf(await copy.jpeg())).toEqual({ format: 'jpeg', width: 100, height: 200 });
  });

  it.each([
    ['JPEG', (of: sharp.Sharp) => of.jpeg()],
    ['grey', (of: sharp.Sharp) => of.greyscale().jpeg()],
    ['see-through', (of: sharp.Sharp) => of.ensureAlpha(0.5).png()],
    ['CMYK', (of: sharp.Sharp) => of.toColourspace('cmyk').jpeg()],
  ])('the square of a small copy has the whole picture in three channels: %s', async (_, as) => {
    const bytes = await as(sharp(await picture(300))).toBuffer();

    const square = await (await SmallCopy.of(bytes)).square(224);

    expect(square).toHaveLength(224 * 224 * 3);
    const [top, bottom] = [square.subarray(0, 3), square.subarray(-3)];
    expect([...top]).not.toEqual([...bottom]);
  });
});
