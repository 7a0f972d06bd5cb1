import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawnFace, drawnSelfies, PERSON_KINDS } from './index';
import { looksOf, personOf } from './looks';
import { readRibbon } from './ribbon';

const brightness = async (picture: Buffer): Promise<number> => {
  const { channels } = await sharp(picture).greyscale().stats();
  return channels[0]?.mean ?? 0;
};

describe('drawn selfies', () => {
  it('drawn selfies are JPEGs of at least 776 pixels a side, all different, some lighter than others, and none dark', async () => {
    const selfies = await drawnSelfies(3, 10);
    const sizes = await Promise.all(selfies.map(async (picture) => sharp(picture).metadata()));
    const lights = await Promise.all(selfies.map(brightness));

    expect(new Set(sizes.map(({ format }) => format))).toEqual(new Set(['jpeg']));
    expect(Math.min(...sizes.map(({ width, height }) => Math.min(width, height)))).toBeGreaterThanOrEqual(776);
    expect(new Set(selfies.map((picture) => createHash('sha256').update(picture).digest('hex'))).size).toBe(10);
    expect(Math.max(...lights) - Math.min(...lights)).toBeGreaterThan(15);
    expect(Math.min(...lights)).toBeGreaterThan(60);
  });

  it('drawn selfies are the same for the same seed, and differ for another seed', () => {
    const [once, again, other] = [drawnFace(7), drawnFace(7), drawnFace(8)];
    expect(again).toBe(once);
    expect(other).not.toBe(once);
  });

  it('drawn selfies of one person all differ and have the same eyes; the person has more than one hair style', () => {
    const { iris, wardrobe } = looksOf(personOf(7));
    const selfies = Array.from({ length: 10 }, (_, scene) => drawnFace(7, { scene }));

    expect(selfies.filter((svg) => svg.includes(iris))).toHaveLength(10);
    expect(new Set(selfies).size).toBe(10);
    expect(wardrobe.length).toBeGreaterThan(1);
  });

  it('drawn selfies differ for a woman, a man and neither; when none of them is asked for, the seed decides, and all three occur', () => {
    const [woman, man, other] = PERSON_KINDS.map((kind) => drawnFace(5, { kind }));

    expect(new Set([woman, man, other]).size).toBe(3);
    expect(new Set([0, 1, 2].map((seed) => personOf(seed).kind))).toEqual(new Set(PERSON_KINDS));
    expect(personOf(-1)).toEqual(personOf(65_535));
  });
});

describe('the band along the lower edge', () => {
  const resizings: [string, (picture: sharp.Sharp) => sharp.Sharp][] = [
    ['as the trainer keeps it', (picture) => picture.resize(2_048, 2_048, { fit: 'inside' }).jpeg({ quality: 92 })],
    ['as Telegram sends it', (picture) => picture.resize(640).jpeg({ quality: 80 })],
    ['as small as photos may be', (picture) => picture.resize(512).jpeg({ quality: 70 })],
    ['stretched', (picture) => picture.resize(900, 1_200, { fit: 'fill' }).jpeg()],
    ['in shades of grey', (picture) => picture.greyscale().jpeg()],
    ['at dusk', (picture) => picture.linear(0.5, 0).jpeg()],
  ];

  it.each(resizings)('the band along the lower edge names the person in a selfie (%s)', async (_how, change) => {
    for (const kind of PERSON_KINDS) {
      const selfies = await drawnSelfies(11, 4, kind);
      const read = await Promise.all(selfies.map(async (selfie) => readRibbon(await change(sharp(selfie)).toBuffer())));
      expect(read).toEqual(Array(4).fill({ kind, seed: 11 }));
    }
  });

  it('neighbouring parts of the band along the lower edge differ little, so that the band does not look like a row of dashes', async () => {
    for (const selfie of await drawnSelfies(11, 4)) {
      const { width, height } = await sharp(selfie).metadata();
      const edge = { left: 0, top: Math.round(height * 0.99), width, height: Math.floor(height * 0.008) };
      const cells = await sharp(await sharp(selfie).extract(edge).toBuffer())
        .greyscale()
        .resize(80, 1, { fit: 'fill' })
        .raw()
        .toBuffer();
      const steps = [...cells.subarray(1)].map((cell, at) => Math.abs(cell - cells[at]!));
      expect(Math.max(...steps)).toBeLessThan(20);
    }
  });

  it('neither a selfie whose lower edge is cut off nor a picture of noise names a person', async () => {
    const [selfie] = (await drawnSelfies(11, 1)) as [Buffer];
    const cropped = await sharp(selfie).extract({ left: 0, top: 0, width: 700, height: 700 }).toBuffer();
    const noise = await sharp({
      create: {
        width: 800,
        height: 800,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .jpeg()
      .toBuffer();

    expect(await Promise.all([cropped, noise].map((picture) => readRibbon(picture)))).toEqual([undefined, undefined]);
  });
});
