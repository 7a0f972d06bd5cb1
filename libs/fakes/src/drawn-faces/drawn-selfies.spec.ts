import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawnFace, drawnSelfies } from './index';

const brightness = async (picture: Buffer): Promise<number> => {
  const { channels } = await sharp(picture).greyscale().stats();
  return channels[0]?.mean ?? 0;
};

describe('drawn selfies', () => {
  it('are JPEG photographs that differ in content, size and light', async () => {
    const selfies = await drawnSelfies(3, 10);
    const sizes = await Promise.all(selfies.map(async (picture) => sharp(picture).metadata()));
    const lights = await Promise.all(selfies.map(brightness));

    expect(new Set(sizes.map(({ format }) => format))).toEqual(new Set(['jpeg']));
    expect(Math.min(...sizes.map(({ width, height }) => Math.min(width, height)))).toBeGreaterThanOrEqual(720);
    expect(new Set(selfies.map((picture) => createHash('sha256').update(picture).digest('hex'))).size).toBe(10);
    expect(Math.max(...lights) - Math.min(...lights)).toBeGreaterThan(15);
    expect(Math.min(...lights)).toBeGreaterThan(60);
  });

  it('show the same person for the same seed and another person for another', async () => {
    const [once, again, other] = [drawnFace(7), drawnFace(7), drawnFace(8)];
    expect(again).toBe(once);
    expect(other).not.toBe(once);
  });
});
