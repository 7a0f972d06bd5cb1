import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { drawnSelfies, PERSON_KINDS } from '@aisha/fakes/drawn-faces';
import sharp, { type Region, type Sharp } from 'sharp';

/** A photo of which we know what the check is to say. */
export interface LabelledPhoto {
  /** What was done to it. */
  readonly kind: string;
  readonly file: Buffer;
  /** One of these findings is right; none: the photo is good. */
  readonly expected: readonly string[];
}

/** Photographs that come with a package of the models; they are read where they lie, and copied nowhere. */
const SAMPLES = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'demo',
);
const sample = (number: number): Promise<Buffer> => readFile(path.join(SAMPLES, `sample${number}.jpg`));

/** Where a face is in them: sample, middle across and down, side of the face's square, in pixels. */
type Face = readonly [sample: number, x: number, y: number, side: number];
/** Alone in its crop, seen from the front or nearly so. */
const FACES: readonly Face[] = [
  [1, 485, 491, 206],
  [1, 1_564, 330, 221],
  [1, 924, 557, 200],
  [2, 1_537, 292, 220],
  [3, 673, 468, 253],
  [3, 1_158, 365, 264],
  [3, 1_601, 448, 258],
  [4, 730, 192, 204],
  [5, 474, 1_026, 258],
  [6, 378, 637, 257],
  [6, 755, 493, 260],
];
/** With a neighbour whose face is in the crop too. */
const NEIGHBOURS: readonly Face[] = [
  [5, 880, 227, 208],
  [5, 1_494, 548, 274],
  [6, 1_273, 464, 265],
];
/** Outside the camera's focus. */
const SOFT: readonly Face[] = [
  [4, 344, 336, 216],
  [5, 1_186, 320, 197],
];
/** Seen from the side, or looking away. */
const TURNED: readonly Face[] = [
  [2, 396, 289, 230],
  [5, 713, 556, 202],
];
/** People below their heads. */
const BODIES: readonly (readonly [sample: number, region: Region])[] = [
  [2, { left: 600, top: 830, width: 900, height: 530 }],
  [3, { left: 700, top: 780, width: 800, height: 560 }],
  [4, { left: 200, top: 880, width: 900, height: 560 }],
  [6, { left: 900, top: 980, width: 800, height: 550 }],
];

/** Of a crop's side, in squares of the face: as much as leaves the neighbours out. */
const CROP = 2.7;

/** A face cut out of a group, as large as a telephone's portrait. */
const crop = async ([number, x, y, side]: Face): Promise<Buffer> => {
  const file = await sample(number);
  const { width, height } = await sharp(file).metadata();
  const half = Math.round((side * CROP) / 2);
  const left = Math.max(0, Math.round(x) - half);
  const top = Math.max(0, Math.round(y) - half);
  const region = { left, top, width: Math.min(2 * half, width - left), height: Math.min(2 * half, height - top) };
  return sharp(file).extract(region).jpeg({ quality: 92 }).toBuffer();
};

type Change = (picture: Sharp, size: { readonly width: number; readonly height: number }) => Sharp;
const changed = async (file: Buffer, change: Change): Promise<Buffer> =>
  change(sharp(file), await sharp(file).metadata())
    .jpeg({ quality: 90 })
    .toBuffer();

const GREY = '#8a8f94';
/** What people and telephones do to photos, and what harms none. */
const HARMLESS: Readonly<Record<string, Change>> = {
  'compressed a lot': (picture) => picture.jpeg({ quality: 50 }),
  'at a slant': (picture) => picture.rotate(8, { background: GREY }),
  'a little darker': (picture) => picture.modulate({ brightness: 0.8 }),
  'a little lighter': (picture) => picture.modulate({ brightness: 1.1 }),
  mirrored: (picture) => picture.flop(),
  'in grey': (picture) => picture.greyscale(),
};

interface Defect {
  readonly expected: readonly string[];
  readonly change: Change;
}
/** What spoils any photo of a face. */
const DEFECTS: Readonly<Record<string, Defect>> = {
  'too small': { expected: ['too-small'], change: (picture) => picture.resize({ width: 400 }) },
  'far away': {
    expected: ['face-too-small', 'face-rather-small', 'no-face'],
    change: (picture, { width, height }) =>
      picture.resize(Math.round(width / 4)).extend({
        top: Math.round(height * 0.4),
        bottom: Math.round(height * 0.4),
        left: Math.round(width * 0.4),
        right: Math.round(width * 0.4),
        background: GREY,
      }),
  },
  'half of it outside': {
    expected: ['cut-off', 'rather-cut-off', 'no-face'],
    change: (picture, { width, height }) =>
      picture.extract({ left: Math.round(width / 2), top: 0, width: Math.floor(width / 2), height }).resize(700),
  },
  'out of focus': { expected: ['blurred', 'rather-blurred', 'no-face'], change: (picture) => picture.blur(14) },
  'in the dark': { expected: ['too-dark'], change: (picture) => picture.linear(0.18, 0) },
  overexposed: {
    expected: ['blown-out', 'rather-blown-out', 'too-bright', 'no-face'],
    change: (picture) => picture.linear(2, 140),
  },
  'in fog': { expected: ['too-flat'], change: (picture) => picture.linear(0.12, 110) },
  'lying on its side': {
    expected: ['rather-turned-away', 'turned-away'],
    change: (picture) => picture.rotate(75, { background: GREY }),
  },
};

/** Two people beside each other. */
const pair = async (one: Buffer, other: Buffer): Promise<Buffer> => {
  const [left, right] = await Promise.all([one, other].map((face) => sharp(face).resize(800, 1_000).toBuffer()));
  return sharp({ create: { width: 1_600, height: 1_000, channels: 3, background: GREY } })
    .composite([
      { input: left!, left: 0, top: 0 },
      { input: right!, left: 800, top: 0 },
    ])
    .jpeg()
    .toBuffer();
};

const noise = (seed: number): Promise<Buffer> =>
  sharp({
    create: {
      width: 900,
      height: 900,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 90 + 15 * seed, sigma: 40 },
    },
  })
    .blur(1 + 4 * seed)
    .normalise()
    .jpeg()
    .toBuffer();

/** Drawn and photographed faces, good ones and spoiled ones; few of them when it is to be quick. */
export const labelledPhotos = async (isQuick: boolean): Promise<LabelledPhoto[]> => {
  const seeds = isQuick ? [3] : [3, 12, 42];
  const scenes = isQuick ? 2 : 6;
  const drawn = (
    await Promise.all(PERSON_KINDS.flatMap((kind) => seeds.map((seed) => drawnSelfies(seed, scenes, kind))))
  ).flat();
  const faces = await Promise.all((isQuick ? FACES.slice(0, 3) : FACES).map(crop));
  const [neighbours, soft, turned] = await Promise.all(
    [NEIGHBOURS, SOFT, TURNED].map((crops) => Promise.all(crops.map(crop))),
  );
  const some = [...drawn.filter((_, i) => i % scenes === 0), ...faces];
  const good = (kind: string, files: readonly Buffer[]): LabelledPhoto[] =>
    files.map((file) => ({ kind, file, expected: [] }));
  const bad = (kind: string, expected: readonly string[], files: readonly Buffer[]): LabelledPhoto[] =>
    files.map((file) => ({ kind, file, expected }));
  const harmless = await Promise.all(
    Object.entries(HARMLESS).map(async ([kind, change]) =>
      good(kind, await Promise.all(some.map((file) => changed(file, change)))),
    ),
  );
  const spoiled = await Promise.all(
    Object.entries(DEFECTS).map(async ([kind, { change, expected }]) =>
      bad(kind, expected, await Promise.all(some.map((file) => changed(file, change)))),
    ),
  );
  const groups = await Promise.all([1, 2, 3, 4, 5, 6].map(sample));
  const pairs = await Promise.all(some.slice(1).map((face, i) => pair(some[i]!, face)));
  const empty = await Promise.all([0, 1, 2, 3].map(noise));
  const bodies = await Promise.all(
    BODIES.map(async ([number, region]) =>
      sharp(await sample(number))
        .extract(region)
        .jpeg()
        .toBuffer(),
    ),
  );
  return [
    ...good('drawn selfies', drawn),
    ...good('photographed faces', faces),
    ...harmless.flat(),
    ...bad('groups', ['several-faces'], [...groups, ...pairs, ...(neighbours ?? [])]),
    ...bad('without a face', ['no-face'], [...bodies, ...empty]),
    ...bad('seen from the side', ['rather-turned-away', 'turned-away', 'no-face'], turned ?? []),
    ...bad('photographed out of focus', ['blurred', 'rather-blurred'], soft ?? []),
    ...spoiled.flat(),
  ];
};
