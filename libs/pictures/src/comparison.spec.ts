import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { comparison } from './comparison';
import { DIGITAL_SOURCE_TYPE } from './ai-marking';

const of = (width: number, height: number, background: string): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

/** The colour at a place, as `r g b`. */
const colourAt = async (picture: Buffer, left: number, top: number): Promise<string> => {
  const { data } = await sharp(picture)
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data].map((value) => (value > 200 ? 'full' : value < 60 ? 'none' : 'some')).join(' ');
};
const RUSSIAN = { before: 'до', after: 'после' };
const ENGLISH = { before: 'before', after: 'after' };
const RED = 'full none none';
const BLUE = 'none none full';

describe('a comparison of a photo before and after its restoration', () => {
  it('a comparison shows the photo before and after its restoration side by side, both as large as the restored photo', async () => {
    const picture = await comparison(await of(200, 300, '#f00'), await of(400, 600, '#00f'), RUSSIAN);

    expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', width: 812, height: 600 });
    expect(await colourAt(picture, 200, 200)).toBe(RED);
    expect(await colourAt(picture, 612, 200)).toBe(BLUE);
  });

  it('a comparison shows wide photos one above the other', async () => {
    const picture = await comparison(await of(300, 200, '#f00'), await of(600, 400, '#00f'), RUSSIAN);

    expect(await sharp(picture).metadata()).toMatchObject({ width: 600, height: 812 });
    expect(await colourAt(picture, 300, 100)).toBe(RED);
    expect(await colourAt(picture, 300, 600)).toBe(BLUE);
  });

  it('a comparison is no larger than Telegram shows, and its XMP says that a model was at work', async () => {
    const picture = await comparison(await of(1_000, 2_000, '#f00'), await of(4_000, 8_000, '#00f'), ENGLISH);

    expect(await sharp(picture).metadata()).toMatchObject({
      ...{ width: 1_212, height: 1_200 },
      xmpAsString: expect.stringContaining(DIGITAL_SOURCE_TYPE.enhanced),
    });
  });

  it('other words give a comparison another picture, and the same words give the same picture', async () => {
    const [before, after] = [await of(400, 500, '#f00'), await of(400, 500, '#00f')];
    const russian = await comparison(before, after, RUSSIAN);

    expect(russian.equals(await comparison(before, after, RUSSIAN))).toBe(true);
    expect(russian.equals(await comparison(before, after, ENGLISH))).toBe(false);
  });

  it.each([
    [40, 30],
    [20, 900],
  ])('a comparison can be drawn even of a tiny photo or of a narrow strip (%d×%d)', async (width, height) => {
    const picture = await comparison(await of(width, height, '#f00'), await of(2 * width, 2 * height, '#00f'), ENGLISH);

    expect((await sharp(picture).metadata()).format).toBe('jpeg');
  });
});
