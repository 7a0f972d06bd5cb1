import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { enlargedFile } from './enlarged-file';

const SOURCE = { width: 64, height: 48 };
const made = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();

describe('the file of a model that had to enlarge a picture', () => {
  it.each([
    ['as large as was ordered', 256, 192],
    ['a little smaller than was ordered', 250, 188],
  ])('an enlarged picture that is %s is kept', async (_what, width, height) => {
    await expect(enlargedFile(await made(width, height), SOURCE, 4, 'drawn')).resolves.toMatchObject({ width, height });
  });

  it.each([
    ['no larger than its source', 64, 48, 'provider-failed'],
    ['enlarged by a smaller factor than was ordered', 128, 96, 'provider-failed'],
    ['far larger than was ordered', 512, 384, 'provider-answer-unreadable'],
  ])('an enlarged picture that is %s is a failure of the provider', async (_what, width, height, code) => {
    await expect(enlargedFile(await made(width, height), SOURCE, 4, 'drawn')).rejects.toMatchObject({ code });
  });
});
