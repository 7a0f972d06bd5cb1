import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { filesOfSheet, sheetOf } from '../deliveries/sheet';
import { drawnSheet } from './drawn-sheet';

const picture = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 90, channels: 3, background } })
    .jpeg()
    .toBuffer();

async function* each(pictures: readonly (Buffer | null)[]) {
  yield* pictures;
}

/** The colour in the middle of the nth place of a row of three. */
const colourAt = async (sheet: Buffer, place: number): Promise<number[]> => {
  const left = (place % 3) * 306 + 150;
  const top = Math.floor(place / 3) * 306 + 150;
  return [...(await sharp(sheet).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer())];
};

describe('a sheet of small pictures', () => {
  it('a sheet shows each picture in its place, and leaves a place empty when its picture is gone or broken', async () => {
    const [red, blue] = [await picture('#f00'), await picture('#00f')];

    const sheet = await drawnSheet(each([red, null, blue, red, Buffer.from('no picture')]));

    expect(await sharp(sheet).metadata()).toMatchObject({ format: 'jpeg', width: 912, height: 606 });
    expect((await colourAt(sheet, 0))[0]).toBeGreaterThan(200);
    expect(await colourAt(sheet, 1)).toEqual([255, 255, 255]);
    expect((await colourAt(sheet, 2))[2]).toBeGreaterThan(200);
    expect((await colourAt(sheet, 3))[0]).toBeGreaterThan(200);
    expect(await colourAt(sheet, 4)).toEqual([255, 255, 255]);
  });

  it('a sheet has a number on each picture, and no two numbers look the same', async () => {
    const black = await picture('#000');
    const sheet = await drawnSheet(each(Array.from({ length: 9 }, () => black)));

    const badges = await Promise.all(
      Array.from({ length: 9 }, (_, at) =>
        sharp(sheet)
          .extract({ left: (at % 3) * 306 + 10, top: Math.floor(at / 3) * 306 + 10, width: 60, height: 60 })
          .greyscale()
          .threshold(128)
          .raw()
          .toBuffer(),
      ),
    );
    expect(badges.every((badge) => badge.filter((pixel) => pixel === 255).length > 1_500)).toBe(true);
    expect(new Set(badges.map((badge) => badge.toString('hex'))).size).toBe(9);
  });

  it('a reference to a sheet names its files, and no other reference does', () => {
    expect(filesOfSheet(sheetOf(['files:a.jpg', null, 'files:b.jpg']))).toEqual(['files:a.jpg', null, 'files:b.jpg']);
    expect(filesOfSheet('files:a.jpg')).toBeUndefined();
    expect(filesOfSheet('own:look-paris')).toBeUndefined();
  });
});
