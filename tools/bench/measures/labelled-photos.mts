import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { drawnSelfies, PERSON_KINDS } from '@aisha/fakes/drawn-faces';
import sharp, { type Region, type Sharp } from 'sharp';

/** A photo with the verdict that the check should give. */
export interface LabelledPhoto {
  /** The name of the change that was made to the photo. */
  readonly kind: string;
  readonly file: Buffer;
  /** The expected findings, of which one is enough; an empty list means that the photo is good. */
  readonly expected: readonly string[];
  /** Photos of the same set; by default the photo is a set of its own. */
  readonly beside?: readonly Buffer[];
}

/** Photographs that a package of models brings; the benchmark reads them there and copies none. */
const SAMPLES = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'demo',
);
const sample = (number: number): Promise<Buffer> => readFile(path.join(SAMPLES, `sample${number}.jpg`));

/**
 * The place of a face: the sample, the middle's coordinates, the side of the face's square, in pixels; and the degrees
 * of tilt.
 */
type Face = readonly [sample: number, x: number, y: number, side: number, tilt?: number];
/** Faces that are alone in their crop and look at the camera, or nearly so. */
const FACES: readonly Face[] = [
  [1, 485, 491, 206, -10],
  [1, 1_564, 330, 221, 45],
  [1, 924, 557, 200, -31],
  [2, 1_537, 292, 220, -25],
  [3, 673, 468, 253, -1],
  [3, 1_158, 365, 264, 10],
  [3, 1_601, 448, 258, -1],
  [4, 730, 192, 204, 26],
  [5, 474, 1_026, 258, -7],
  [6, 378, 637, 257, -7],
  [6, 755, 493, 260, -10],
];
/** Faces with a neighbour whose face is in the crop too. */
const NEIGHBOURS: readonly Face[] = [
  [5, 880, 227, 208],
  [5, 1_494, 548, 274],
  [6, 1_273, 464, 265],
];
/** Faces out of focus. */
const SOFT: readonly Face[] = [
  [4, 344, 336, 216],
  [5, 1_186, 320, 197],
];
/** Faces seen from the side, or looking away. */
const TURNED: readonly Face[] = [
  [2, 396, 289, 230],
  [5, 713, 556, 202],
];
/** Regions that show people below their heads. */
const BODIES: readonly (readonly [sample: number, region: Region])[] = [
  [2, { left: 600, top: 830, width: 900, height: 530 }],
  [3, { left: 700, top: 780, width: 800, height: 560 }],
  [4, { left: 200, top: 880, width: 900, height: 560 }],
  [6, { left: 900, top: 980, width: 800, height: 550 }],
];

/**
 * The side of a crop, in sides of the square around the face: enough for a portrait, and small enough to leave out the neighbours of the
 * faces in FACES.
 */
const CROP = 2.7;

/** Where a face with some room around it lies in its sample. */
const regionOf = async ([number, x, y, side]: Face): Promise<Region> => {
  const { width, height } = await sharp(await sample(number)).metadata();
  const half = Math.round((side * CROP) / 2);
  const left = Math.max(0, Math.round(x) - half);
  const top = Math.max(0, Math.round(y) - half);
  return { left, top, width: Math.min(2 * half, width - left), height: Math.min(2 * half, height - top) };
};

/** A face cut out of a group photo, as a JPEG. */
const crop = async (face: Face): Promise<Buffer> =>
  sharp(await sample(face[0]))
    .extract(await regionOf(face))
    .jpeg({ quality: 92 })
    .toBuffer();

type Change = (picture: Sharp, size: { readonly width: number; readonly height: number }) => Sharp;
const changed = async (file: Buffer, change: Change): Promise<Buffer> =>
  change(sharp(file), await sharp(file).metadata())
    .jpeg({ quality: 90 })
    .toBuffer();

const GREY = '#8a8f94';
/** Changes that people and telephones make to photos, and that leave them usable. */
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
/** Changes that spoil any photo of a face. */
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

/**
 * Paints something on a face. Positions are in sides of the face's square, from its middle: the eyes lie 0.14 above the middle, the mouth
 * 0.28 below.
 */
const painted = async (face: Face, svg: string): Promise<Buffer> => {
  const [file, { left, top }] = [await crop(face), await regionOf(face)];
  const { width, height } = await sharp(file).metadata();
  const [, x, y, side, tilt = 0] = face;
  const place = `translate(${x - left} ${y - top}) rotate(${tilt}) scale(${side})`;
  const layer = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g transform="${place}">${svg}</g></svg>`;
  return sharp(file)
    .composite([{ input: Buffer.from(layer) }])
    .jpeg({ quality: 90 })
    .toBuffer();
};
const DARK_GLASSES =
  '<g fill="#15151a"><rect x="-0.4" y="-0.25" width="0.38" height="0.24" rx="0.09"/><rect x="0.02" y="-0.25" width="0.38" height="0.24" rx="0.09"/><rect x="-0.06" y="-0.19" width="0.12" height="0.03"/></g>';
const mask = (colour: string, fold: string): string =>
  `<path fill="${colour}" d="M-0.42 0.1Q0 -0.02 0.42 0.1L0.36 0.42Q0 0.66 -0.36 0.42Z"/><path stroke="${fold}" stroke-width="0.01" d="M-0.37 0.2H0.37M-0.36 0.3H0.36"/>`;
const MASKS = {
  blue: mask('#6fb1d6', '#5b9cc2'),
  white: mask('#eef0f2', '#d9dde1'),
  black: mask('#1c1c20', '#303036'),
};

/** Copies of the same photo as people send them by mistake. */
const COPIES: Readonly<Record<string, Change>> = {
  'compressed again': (picture) => picture.jpeg({ quality: 40 }),
  'made smaller': (picture, { width }) => picture.resize(Math.round(width * 0.8)),
  mirrored: (picture) => picture.flop(),
};
/** The next shot of a burst: the camera is a little nearer. */
const nearer: Change = (picture, { width, height }) =>
  picture.extract({
    left: Math.round(width * 0.01),
    top: Math.round(height * 0.01),
    width: Math.round(width * 0.98),
    height: Math.round(height * 0.98),
  });

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

/** A changed copy of each photo, with the photo itself in the copy's set. */
const again = (kind: string, expected: readonly string[], files: readonly Buffer[], change: Change) =>
  Promise.all(
    files.map(async (file): Promise<LabelledPhoto> => ({
      kind,
      file: await changed(file, change),
      expected,
      beside: [file],
    })),
  );

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

/** Scans: the longer side in pixels, and the blur of the lens in pixels. */
const SCANS: readonly (readonly [side: number, blur: number])[] = [
  [900, 2],
  [600, 3],
  [400, 2],
  [250, 1],
];

/** Scans of old prints, which people want restored: black and white, faded, blurred, with grain. Each shows a face. */
export const oldPhotos = async (isQuick: boolean): Promise<Buffer[]> => {
  const faces = await Promise.all((isQuick ? FACES.slice(0, 3) : FACES).map(crop));
  return Promise.all(faces.flatMap((face) => SCANS.map(([side, blur]) => scanned(face, side, blur))));
};

const scanned = async (face: Buffer, side: number, blur: number): Promise<Buffer> => {
  const print = sharp(face).resize(side, side, { fit: 'inside' }).greyscale().blur(blur).linear(0.6, 70);
  const { data, info } = await print.toColourspace('srgb').png().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const noise = { type: 'gaussian', mean: 128, sigma: 18 } as const;
  const grain = await sharp({ create: { width, height, channels: 3, background: '#000', noise } })
    .greyscale()
    .png()
    .toBuffer();
  return sharp(data)
    .composite([{ input: grain, blend: 'overlay' }])
    .jpeg({ quality: 70 })
    .toBuffer();
};

/** Drawn and photographed faces, good ones and spoiled ones; fewer of them for a quick run. */
export const labelledPhotos = async (isQuick: boolean): Promise<LabelledPhoto[]> => {
  const seeds = isQuick ? [3] : [3, 12, 42];
  const scenes = isQuick ? 4 : 6;
  const sets = await Promise.all(PERSON_KINDS.flatMap((kind) => seeds.map((seed) => drawnSelfies(seed, scenes, kind))));
  const drawn = sets.flat();
  const placed = isQuick ? FACES.slice(0, 3) : FACES;
  const faces = await Promise.all(placed.map(crop));
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
  const paintedOnAll = (svg: string) => Promise.all(placed.map((face) => painted(face, svg)));
  const glasses = await paintedOnAll(DARK_GLASSES);
  const masks = await Promise.all(
    Object.entries(MASKS).map(async ([colour, svg]) => bad(`in a ${colour} mask`, ['mask'], await paintedOnAll(svg))),
  );
  const copies = await Promise.all(
    Object.entries(COPIES).map(([kind, change]) => again(`sent again, ${kind}`, ['already-sent'], some, change)),
  );
  const almost = await again('a burst', ['almost-the-same', 'already-sent'], some, nearer);
  const next = (i: number): Buffer => faces[(i + 1) % faces.length]!;
  // Only one photo of each photographed person exists: harmless changes make a whole set from it.
  const strangers = faces.map((face, i): LabelledPhoto => {
    const own = harmless.map((photos) => photos[some.indexOf(face)]!.file);
    return { kind: 'a stranger in a set', file: next(i), expected: ['another-person'], beside: own };
  });
  const lasts = sets.map((own, i): LabelledPhoto => ({
    kind: 'one more of a set with a stranger',
    file: own.at(-1)!,
    expected: [],
    beside: [...own.slice(0, -1), next(i)],
  }));
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
    ...bad('in dark glasses', ['sunglasses'], glasses),
    ...masks.flat(),
    ...copies.flat(),
    ...almost,
    ...strangers,
    ...lasts,
  ];
};
