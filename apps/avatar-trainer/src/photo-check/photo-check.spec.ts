import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawnSelfies, PERSON_KINDS, readRibbon } from '@aisha/fakes/drawn-faces';
import { MAX_FILE_BYTES, type AvatarId, type TrainingType } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { turnedHead } from '@aisha/testing/turned-head';
import { PhotoCheck } from './photo-check';
import { DECODER_LIMITS, PhotoDecoder } from './photo-decoder';
import { PHOTO_RULES, type PhotoRule } from './rules';
import { THRESHOLDS } from './thresholds';

const decoder = new PhotoDecoder(Logger.silent(), { ...DECODER_LIMITS, children: 1 });
afterAll(() => decoder.beforeApplicationShutdown());

const avatar = (trainingType: TrainingType) => ({ avatarId: newId<AvatarId>(), trainingType });
const check = (file: Buffer, trainingType: TrainingType = 'portrait') =>
  new PhotoCheck(decoder, PHOTO_RULES).check(file, avatar(trainingType));
let selfie: Buffer;
beforeAll(async () => {
  [selfie] = (await drawnSelfies(7, 1)) as [Buffer];
});

/** The picture `drawnSelfies(3, 3)[2]` as an iPhone stores it: in HEVC, lying on its side, with the rotation in the box and in EXIF. */
const IPHONE_SELFIE = path.join(__dirname, 'iphone-selfie.heic');

/** The mean difference of two pictures, 0–255. */
const differenceOf = async (one: Buffer, other: Buffer): Promise<number> => {
  const [a, b] = await Promise.all(
    [one, other].map((picture) => sharp(picture).resize(32, 32, { fit: 'fill' }).greyscale().raw().toBuffer()),
  );
  return a!.reduce((sum, value, index) => sum + Math.abs(value - b![index]!), 0) / a!.length;
};
/** The most by which two upright copies differ; a turned face differs by more than 20. */
const UPRIGHT = 6;

/** A changed copy of the selfie. */
const made = (change: (picture: sharp.Sharp) => sharp.Sharp): Promise<Buffer> =>
  change(sharp(selfie).resize(900, 1_200, { fit: 'fill' })).toBuffer();

describe('a good photo', () => {
  it('a good photo is accepted without advice, and kept as a JPEG without the place where it was taken', async () => {
    const file = await made((picture) => picture.withExif({ IFD3: { GPSLatitude: '55/1 45/1 0/1' } }).jpeg());
    expect((await sharp(file).metadata()).exif).toBeDefined();

    const checked = await check(file);

    expect(checked).toMatchObject({
      findings: [],
      measurements: { file: { format: 'jpeg', width: 900, height: 1_200, bytes: file.length } },
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const kept = await sharp(checked.jpeg!).metadata();
    expect(kept).toMatchObject({ format: 'jpeg', width: 900, height: 1_200 });
    expect([kept.exif, kept.icc, kept.xmp, kept.orientation]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('a good photo is kept upright, whichever way the phone was held', async () => {
    const lying = await made((picture) => picture.rotate(-90).withMetadata({ orientation: 6 }).jpeg());

    const checked = await check(lying);

    expect(checked.measurements).toMatchObject({ file: { width: 900, height: 1_200 } });
    expect(await differenceOf(checked.jpeg!, selfie)).toBeLessThan(UPRIGHT);
  });

  it('a good photo that an iPhone sends as a file is accepted, and kept upright, too', async () => {
    const checked = await check(await readFile(IPHONE_SELFIE));

    expect(checked).toMatchObject({
      findings: [],
      measurements: { file: { format: 'heic', width: 800, height: 1_000 } },
    });
    const kept = checked.jpeg!;
    expect(await sharp(kept).metadata()).toMatchObject({ format: 'jpeg', width: 800, height: 1_000 });
    const [, , same] = await drawnSelfies(3, 3);
    expect(await differenceOf(kept, same!)).toBeLessThan(UPRIGHT);
  });

  it('a good photo of a drawn person keeps the ribbon that names that person, so that the fake trainer can learn the person', async () => {
    for (const kind of PERSON_KINDS) {
      const drawn = await Promise.all((await drawnSelfies(29, 3, kind)).map((one) => check(one)));

      expect(drawn.flatMap(({ findings }) => findings)).toEqual([]);
      expect(await Promise.all(drawn.map(({ jpeg }) => readRibbon(jpeg!)))).toEqual(Array(3).fill({ kind, seed: 29 }));
    }
  });

  it('a good photo is kept no larger than trainers can use', async () => {
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
  ])('a good photo may be a %s', async (_name, change) => {
    const checked = await check(await made(change));

    expect(checked.findings).toEqual([]);
    expect(await sharp(checked.jpeg!).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb', depth: 'uchar' });
  });
});

describe('a photo that is refused', () => {
  const verdicts: [string, string, () => Promise<Buffer> | Buffer][] = [
    ['not-a-photo', 'an empty file', () => Buffer.alloc(0)],
    ['not-a-photo', 'a text', () => Buffer.from('I am a photo, honestly')],
    ['not-a-photo', 'an SVG, which would be drawn by us', () => Buffer.from(SVG)],
    ['format-not-taken', 'a GIF', () => made((picture) => picture.gif())],
    ['format-not-taken', 'a TIFF', () => made((picture) => picture.tiff())],
    ['damaged', 'a JPEG cut in half', () => selfie.subarray(0, selfie.length / 2)],
    ['damaged', 'a JPEG cut near its end', () => selfie.subarray(0, Math.floor(selfie.length * 0.95))],
    ['damaged', 'a JPEG of nothing but its first bytes', () => selfie.subarray(0, 32)],
    ['damaged', 'a HEIC cut in half', async () => (await readFile(IPHONE_SELFIE)).subarray(0, 9_000)],
    ['too-many-pixels', 'a HEIC that says it has 64 megapixels', () => heicOf(8_000)],
    ['too-many-pixels', 'a bomb of 900 megapixels', () => pngBomb(30_000)],
    ['file-too-large', 'a file over 20 MiB', () => Buffer.concat([selfie, Buffer.alloc(MAX_FILE_BYTES)])],
    ['too-small', 'a thumbnail', () => made((picture) => picture.resize(400, 533).jpeg())],
    ['too-narrow', 'a panorama', () => made((picture) => picture.resize(2_400, 600, { fit: 'cover' }).jpeg())],
    ['too-dark', 'a night', () => made((picture) => picture.linear(0.15, 0).jpeg())],
    ['too-bright', 'a snowfield', () => made((picture) => picture.linear(0.1, 229).jpeg())],
    ['too-flat', 'a fog', () => made((picture) => picture.linear(0.1, 110).jpeg())],
  ];

  it.each(verdicts)('a photo is refused as %s: %s', async (finding, _what, file) => {
    const checked = await check(await file());

    expect(checked.findings).toContain(finding);
    expect(checked.jpeg).toBeNull();
  });
});

describe('a photo that is accepted with advice', () => {
  it.each([
    ['rather-small', (picture: sharp.Sharp) => picture.resize(600, 800)],
    ['rather-narrow', (picture: sharp.Sharp) => picture.resize(2_000, 800, { fit: 'cover' })],
    ['rather-dark', (picture: sharp.Sharp) => picture.linear(0.38, 0)],
    ['rather-flat', (picture: sharp.Sharp) => picture.linear(0.28, 90)],
  ])('a photo for a style is accepted with the advice %s', async (finding, change) => {
    const checked = await check(await made((picture) => change(picture).jpeg()), 'style');

    expect(checked.findings).toContain(finding);
    expect(checked.jpeg).not.toBeNull();
  });
});

describe('a photo for a portrait', () => {
  const beside = (one: Buffer, other: Buffer): Promise<Buffer> =>
    sharp({ create: { width: 1_800, height: 1_200, channels: 3, background: '#888' } })
      .composite([
        { input: one, left: 0, top: 0 },
        { input: other, left: 900, top: 0 },
      ])
      .jpeg()
      .toBuffer();
  const small = (picture: sharp.Sharp) =>
    picture.resize(225, 300).extend({ top: 500, bottom: 400, left: 400, right: 300, background: '#789' }).jpeg();
  /** A part of the selfie, as large as a photo. */
  const part = async (region: sharp.Region): Promise<Buffer> =>
    sharp(await made((picture) => picture.extract(region).png()))
      .resize(700)
      .jpeg()
      .toBuffer();

  it.each<[string, string, () => Promise<Buffer>]>([
    ['no-face', 'a jacket', () => part({ left: 100, top: 900, width: 300, height: 300 })],
    [
      'several-faces',
      'two people',
      async () => beside(await made((one) => one.png()), await made((one) => one.flop().png())),
    ],
    ['face-too-small', 'somebody far away', () => made(small)],
    ['cut-off', 'half a face', () => part({ left: 400, top: 100, width: 500, height: 800 })],
    ['blurred', 'a face out of focus', () => made((picture) => picture.blur(12).jpeg())],
    ['turned-away', 'a head turned away', () => turnedHead(53)],
    ['blown-out', 'a face in the flash', () => made((picture) => picture.linear(2, 140).jpeg())],
  ])('a photo for a portrait is refused as %s: %s', async (finding, _what, file) => {
    const checked = await check(await file());

    expect(checked.findings).toContain(finding);
    expect(checked.jpeg).toBeNull();
  });

  it('a photo for a portrait is accepted while the head is turned so little that both eyes can be seen', async () => {
    const [straight, aside] = [await check(await turnedHead(0)), await check(await turnedHead(30))];

    expect(straight.findings).not.toContain('rather-turned-away');
    expect(Math.abs(aside.analysis!.face!.yaw)).toBeGreaterThan(THRESHOLDS.sideView.warn);
    expect(aside.jpeg).not.toBeNull();
  });

  it('a photo for a portrait is accepted with advice when the head is tilted', async () => {
    const checked = await check(await made((picture) => picture.rotate(60, { background: '#789' }).jpeg()));

    expect(checked.findings).toEqual(['rather-turned-away']);
    expect(checked.jpeg).not.toBeNull();
  });

  it('a photo for a style is measured for the age of its face, but not for features that identify the person', async () => {
    const checked = await check(selfie, 'style');

    expect(checked.analysis).toMatchObject({ face: { age: expect.any(Number) }, likeness: null });
    const away = await check(await turnedHead(53), 'style');
    expect(away.findings).toEqual([]);
  });

  it('the measurements of a photo for a portrait are kept in six parts, and the embedding of the face is not among them', async () => {
    const { measurements, analysis } = await check(selfie);

    expect(Object.keys(measurements).sort()).toEqual(['background', 'body', 'content', 'face', 'file', 'light']);
    expect(analysis!.likeness!.embedding).toHaveLength(128);
    const kept = JSON.stringify(measurements);
    expect(kept).not.toContain('embedding');
    for (const value of analysis!.likeness!.embedding) expect(kept).not.toContain(JSON.stringify(value));
    expect(analysis!.content.drawing).toBeGreaterThan(0.5);
  });
});

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200"/></svg>';

/** The iPhone's selfie with a box that claims `side` × `side`. */
async function heicOf(side: number): Promise<Buffer> {
  const file = await readFile(IPHONE_SELFIE);
  const size = file.indexOf('ispe') + 8;
  file.writeUInt32BE(side, size);
  file.writeUInt32BE(side, size + 4);
  return file;
}

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

describe('a photo that was analysed a moment ago', () => {
  /** Counts how often photos are decoded. */
  const counting = (rememberedBytes?: number) => {
    const counted = { looks: 0 };
    const analyse: PhotoDecoder['analyse'] = (file, options) => {
      counted.looks += 1;
      return decoder.analyse(file, options);
    };
    return { counted, photos: new PhotoCheck({ analyse } as PhotoDecoder, PHOTO_RULES, rememberedBytes) };
  };

  it('a photo that was analysed a moment ago is not analysed again for another avatar, but judged by that avatar’s rules', async () => {
    const { counted, photos } = counting();
    const file = await turnedHead(53);

    const portraits = await Promise.all([1, 2].map(() => photos.check(file, avatar('portrait'))));
    const style = await photos.check(file, avatar('style'));

    expect(counted.looks).toBe(1);
    expect(portraits[1]).toEqual(portraits[0]);
    expect(portraits[0]!.analysis!.likeness).not.toBeNull();
    expect(portraits[0]!.findings).toContain('turned-away');
    expect(style).toMatchObject({ sha256: portraits[0]!.sha256, findings: [], analysis: { likeness: null } });
  });

  it('a photo is analysed again when newer photos have pushed its analysis out of the cache, or when the photo could not be read', async () => {
    const files = await Promise.all([900, 600].map((width) => made((picture) => picture.resize(width).jpeg())));
    const { jpeg } = await check(files[0]!);
    const { counted, photos } = counting(jpeg!.length);
    for (const file of [files[0]!, files[0]!, files[1]!, files[0]!]) await photos.check(file, avatar('portrait'));
    expect(counted.looks).toBe(3);

    const broken = selfie.subarray(0, 300);
    for (let time = 0; time < 2; time += 1) await photos.check(broken, avatar('portrait'));
    expect(counted.looks).toBe(5);
  });
});

describe('photos sent at once', () => {
  it('a photo does not wait for a slow photo of another set', async () => {
    const never = new Promise<never>(() => undefined);
    const slow = Buffer.from('a photo that takes for ever');
    const photos = new PhotoCheck(
      { analyse: (file, options) => (file === slow ? never : decoder.analyse(file, options)) } as PhotoDecoder,
      PHOTO_RULES,
    );
    void photos.check(slow, avatar('portrait'));

    expect((await photos.check(selfie, avatar('portrait'))).jpeg).not.toBeNull();
  });

  it('photos sent at once are answered in the order in which they came, however long each takes', async () => {
    const large = await made((picture) => picture.resize(6_000, 8_000, { fit: 'fill' }).png({ compressionLevel: 1 }));
    const photos = [large, Buffer.from('no photo'), await made((picture) => picture.jpeg())];
    const oneCheck = new PhotoCheck(decoder, PHOTO_RULES);
    const answered: number[] = [];
    const set = avatar('portrait');

    await Promise.all(photos.map((photo, index) => oneCheck.check(photo, set).then(() => answered.push(index))));

    expect(answered).toEqual([0, 1, 2]);
  });

  it('a rule that fails on some of the photos sent at once does not keep the others from their answers', async () => {
    const rule: PhotoRule = ({ file: { width } }) => {
      if (width > 1_000) throw new Error('a rule of ours is wrong');
      return null;
    };
    const oneCheck = new PhotoCheck(decoder, { portrait: [], either: [], style: [rule] });
    const set = avatar('style');
    const photos = [1_100, 900, 1_100, 900].map((width) => made((picture) => picture.resize(width).jpeg()));

    const answers = await Promise.allSettled((await Promise.all(photos)).map((photo) => oneCheck.check(photo, set)));

    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
  });
});
