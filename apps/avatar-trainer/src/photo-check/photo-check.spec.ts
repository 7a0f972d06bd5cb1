import { crc32, deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { MAX_FILE_BYTES } from '@aisha/domain';
import { PhotoCheck } from './photo-check';
import { PHOTO_RULES } from './rules';

const check = (file: Buffer) => new PhotoCheck(PHOTO_RULES).check(file);
let selfie: Buffer;
beforeAll(async () => {
  [selfie] = (await drawnSelfies(7, 1)) as [Buffer];
});

/** The selfie, changed. */
const made = (change: (picture: sharp.Sharp) => sharp.Sharp): Promise<Buffer> =>
  change(sharp(selfie).resize(900, 1_200, { fit: 'fill' })).toBuffer();

describe('a good photo', () => {
  it('is taken without a word, as a JPEG that says nothing of where it was taken', async () => {
    const file = await made((picture) => picture.withExif({ IFD3: { GPSLatitude: '55/1 45/1 0/1' } }).jpeg());
    expect((await sharp(file).metadata()).exif).toBeDefined();

    const checked = await check(file);

    expect(checked).toMatchObject({
      findings: [],
      measurements: { format: 'jpeg', width: 900, height: 1_200, bytes: file.length },
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const kept = await sharp(checked.jpeg!).metadata();
    expect(kept).toMatchObject({ format: 'jpeg', width: 900, height: 1_200 });
    expect([kept.exif, kept.icc, kept.xmp, kept.orientation]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('is kept upright, whichever way the telephone was held', async () => {
    const lying = await made((picture) => picture.rotate(-90).withMetadata({ orientation: 6 }).jpeg());

    const checked = await check(lying);

    expect(checked.measurements).toMatchObject({ width: 900, height: 1_200 });
    const kept = await sharp(checked.jpeg!).resize(32, 32, { fit: 'fill' }).greyscale().raw().toBuffer();
    const upright = await sharp(selfie).resize(32, 32, { fit: 'fill' }).greyscale().raw().toBuffer();
    const difference = kept.reduce((sum, value, index) => sum + Math.abs(value - upright[index]!), 0) / kept.length;
    expect(difference).toBeLessThan(6); // a turned face differs by more than 20
  });

  it('is kept no larger than the trainers can use', async () => {
    const checked = await check(await sharp(selfie).resize(3_000, 4_000, { fit: 'fill' }).jpeg().toBuffer());

    expect(await sharp(checked.jpeg!).metadata()).toMatchObject({ width: 1_536, height: 2_048 });
  });

  it.each([
    ['PNG', (picture: sharp.Sharp) => picture.png()],
    ['16-bit PNG', (picture: sharp.Sharp) => picture.toColourspace('rgb16').png()],
    ['PNG with holes', (picture: sharp.Sharp) => picture.ensureAlpha(0.5).png()],
    ['WebP', (picture: sharp.Sharp) => picture.webp()],
    ['AVIF', (picture: sharp.Sharp) => picture.avif({ effort: 0 })],
    ['CMYK JPEG', (picture: sharp.Sharp) => picture.toColourspace('cmyk').jpeg()],
    ['grey JPEG', (picture: sharp.Sharp) => picture.greyscale().jpeg()],
  ])('may be a %s', async (_name, change) => {
    const checked = await check(await made(change));

    expect(checked.findings).toEqual([]);
    expect(await sharp(checked.jpeg!).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb', depth: 'uchar' });
  });
});

describe('a photo that is not taken', () => {
  const verdicts: [string, string, () => Promise<Buffer> | Buffer][] = [
    ['not-a-photo', 'an empty file', () => Buffer.alloc(0)],
    ['not-a-photo', 'a text', () => Buffer.from('I am a photo, honestly')],
    ['not-a-photo', 'an SVG, which would be drawn by us', () => Buffer.from(SVG)],
    ['format-not-taken', 'a GIF', () => made((picture) => picture.gif())],
    ['format-not-taken', 'a TIFF', () => made((picture) => picture.tiff())],
    ['damaged', 'a JPEG cut in half', () => selfie.subarray(0, selfie.length / 2)],
    ['damaged', 'a JPEG cut near its end', () => selfie.subarray(0, Math.floor(selfie.length * 0.95))],
    ['damaged', 'a JPEG of nothing but its first bytes', () => selfie.subarray(0, 32)],
    ['too-many-pixels', 'a bomb of 900 megapixels', () => pngBomb(30_000)],
    ['file-too-large', 'a file over 20 MiB', () => Buffer.concat([selfie, Buffer.alloc(MAX_FILE_BYTES)])],
    ['too-small', 'a thumbnail', () => made((picture) => picture.resize(400, 533).jpeg())],
    ['too-narrow', 'a panorama', () => made((picture) => picture.resize(2_400, 600, { fit: 'cover' }).jpeg())],
    ['too-dark', 'a night', () => made((picture) => picture.linear(0.15, 0).jpeg())],
    ['too-bright', 'a snowfield', () => made((picture) => picture.linear(0.1, 229).jpeg())],
    ['too-flat', 'a fog', () => made((picture) => picture.linear(0.1, 110).jpeg())],
  ];

  it.each(verdicts)('%s: %s', async (finding, _what, file) => {
    const checked = await check(await file());

    expect(checked.findings).toContain(finding);
    expect(checked.jpeg).toBeNull();
  });

  it('format-not-taken: an iPhone’s HEIC, whose pixels cannot be read here', async () => {
    // `ftyp` box of a HEVC-coded still picture, then nothing a decoder could use.
    const box = Buffer.from('00000018667479706865696300000000686569636d696631', 'hex');

    const { findings, jpeg } = await check(Buffer.concat([box, Buffer.alloc(256)]));

    expect(findings).toHaveLength(1);
    expect(['format-not-taken', 'damaged']).toContain(findings[0]);
    expect(jpeg).toBeNull();
  });
});

describe('a photo that is taken with advice', () => {
  it.each([
    ['rather-small', (picture: sharp.Sharp) => picture.resize(600, 800)],
    ['rather-narrow', (picture: sharp.Sharp) => picture.resize(2_000, 800, { fit: 'cover' })],
    ['rather-dark', (picture: sharp.Sharp) => picture.linear(0.38, 0)],
    ['rather-flat', (picture: sharp.Sharp) => picture.linear(0.28, 90)],
  ])('%s', async (finding, change) => {
    const checked = await check(await made((picture) => change(picture).jpeg()));

    expect(checked.findings).toContain(finding);
    expect(checked.jpeg).not.toBeNull();
  });
});

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200"/></svg>';

/** A grey PNG of `side` × `side`, a few kilobytes as a file. */
function pngBomb(side: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(1_000_000));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}
