import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { isAccepted, type PhotoFinding } from '@aisha/domain';
import { drawnChildSelfies, drawnSelfies } from '@aisha/fakes/drawn-faces';
import { Logger } from '@aisha/platform';
import sharp from 'sharp';
import { timeOf } from '../figures/clock.mts';
import { compiled } from '../product/compiled.mts';
import type { Figure } from '../figures/figure.mts';
import { ROOT } from '../product/product.mts';
import { inTurns } from '../figures/turns.mts';
import { labelledPhotos, oldPhotos, type LabelledPhoto } from './labelled-photos.mts';
import type { Bench, Measure } from './measure.mts';

interface Check {
  check(file: Buffer, photoOf: object): Promise<Checked>;
}
interface Checked {
  readonly findings: readonly PhotoFinding[];
  readonly analysis: {
    readonly file: object;
    readonly face: { readonly age?: number } | null;
    readonly content: { readonly drawing: number };
    readonly likeness: { readonly embedding: readonly number[] } | null;
  } | null;
}
/** The functions of the trainer that judge a photo beside the others of its set. */
interface SetModules {
  likenessOfShots(one: object, other: object): 'copy' | 'almost' | null;
  distancesFromSet(faces: readonly (readonly number[])[]): readonly number[];
  isAnotherPerson(distance: number): boolean;
}

const MODELS = path.join(ROOT, 'apps/avatar-trainer/dist/photo-check/models');
const MODELS_ALONE = path.join(import.meta.dirname, '../baselines/models-alone.mjs');

/** A telephone's photo of a person: 12 megapixels, with noise, so that the file is not unusually small. */
const telephonePhoto = async (): Promise<Buffer> => {
  const [selfie] = await drawnSelfies(7, 1);
  const grain = await sharp({
    create: {
      width: 3_000,
      height: 4_000,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 20 },
    },
  })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(selfie)
    .resize(3_000, 4_000, { fit: 'cover' })
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .toBuffer();
};

/** Does in one process what no check can leave out: it decodes the photo once, makes the JPEG that is kept, and asks the models. */
const modelsAlone = async (bench: Bench): Promise<(file: Buffer, count: number) => Promise<void>> => {
  const child = fork(MODELS_ALONE, [MODELS], { serialization: 'advanced' });
  bench.keep({ stop: async () => void child.kill() });
  await once(child, 'message');
  return async (file, count) => {
    child.send({ file, count });
    await once(child, 'message');
  };
};

const photoOf = (avatarId: string) => ({ avatarId, trainingType: 'portrait' });

/**
 * How often two times are measured, one right after the other: that of the check in one child, and that of the models alone. It is enough
 * for a median of their ratio.
 */
const PAIRS = 5;

const REST_MS = 3_000;
/** The longest time for which the work kept the event loop of this process busy, in milliseconds. */
const heldUpBy = async (work: () => Promise<unknown>): Promise<number> => {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
};

/** The app checks this many photos at once. */
const AT_ONCE = 3;
let files = 0;
/** Makes another file of the same picture, because the app does not check again a file that it checked a moment ago. */
const another = (file: Buffer): Buffer => Buffer.concat([file, Buffer.from(String((files += 1)))]);

const inTheQueue = async (check: Check, file: Buffer, count: number): Promise<void> => {
  let left = count;
  const take = async (): Promise<void> => {
    for (; left > 0;) {
      left -= 1;
      await check.check(another(file), photoOf('timed'));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
};

/** The findings about a photo that only its set shows: a copy of another photo, almost the same shot, another person. */
const saidOfSet = (modules: SetModules, { analysis }: Checked, set: readonly Checked[]): PhotoFinding[] => {
  if (!analysis) return [];
  const shots = set.map((other) => other.analysis && modules.likenessOfShots(analysis.file, other.analysis.file));
  if (shots.includes('copy')) return ['already-sent'];
  const faces = [...set.map((other) => other.analysis), analysis].flatMap((one) =>
    one?.likeness ? [one.likeness.embedding] : [],
  );
  const distance = analysis.likeness ? modules.distancesFromSet(faces).at(-1) : undefined;
  return [
    ...(shots.includes('almost') ? (['almost-the-same'] as const) : []),
    ...(distance !== undefined && modules.isAnotherPerson(distance) ? (['another-person'] as const) : []),
  ];
};

/** The share of good photos that are refused, and for each kind of photo the share that is judged rightly. A note has all findings. */
const confusionOf = async (
  check: Check,
  modules: SetModules,
  labelled: readonly LabelledPhoto[],
): Promise<Figure[]> => {
  const checked = new Map<Buffer, Promise<Checked>>();
  const checkOnce = (file: Buffer): Promise<Checked> => {
    const known = checked.get(file) ?? check.check(file, photoOf(`labelled ${checked.size}`));
    checked.set(file, known);
    return known;
  };
  const judged = await Promise.all(
    labelled.map(async (photo) => {
      const one = await checkOnce(photo.file);
      const set = await Promise.all((photo.beside ?? []).map(checkOnce));
      const ofSet = saidOfSet(modules, one, set);
      return { ...photo, findings: ofSet.includes('already-sent') ? ofSet : [...one.findings, ...ofSet] };
    }),
  );
  const refused = (photos: readonly { findings: PhotoFinding[] }[]) =>
    photos.filter(({ findings }) => !isAccepted(findings)).length;
  const good = judged.filter(({ expected }) => expected.length === 0);
  const said = (photos: typeof judged): string => {
    const counts = new Map<string, number>();
    for (const finding of photos.flatMap(({ findings }) => findings))
      counts.set(finding, (counts.get(finding) ?? 0) + 1);
    return [...counts].map(([finding, count]) => `${finding} ${count}`).join(', ') || 'nothing said';
  };
  const kinds = [...Map.groupBy(judged, ({ kind }) => kind)];
  return [
    {
      name: `${good.length} good photos: refused`,
      unit: '%',
      values: [(100 * refused(good)) / good.length],
      goal: '≤ 2 %',
    },
    ...kinds.map(([kind, photos]): Figure => {
      const isGood = photos[0]!.expected.length === 0;
      const caught = photos.filter(({ expected, findings }) => findings.some((one) => expected.includes(one))).length;
      const note = `${refused(photos)} of ${photos.length} refused; ${said(photos)}`;
      return isGood
        ? { name: `good, ${kind}: taken`, unit: '%', values: [100 - (100 * refused(photos)) / photos.length], note }
        : { name: `bad, ${kind}: noticed`, unit: '%', values: [(100 * caught) / photos.length], goal: '100 %', note };
    }),
  ];
};

/** How old faces look: those of photographed grown-ups, and of a drawn child (decision 118). */
const agesOf = async (
  check: Check,
  grownUps: readonly LabelledPhoto[],
  children: readonly Buffer[],
): Promise<Figure[]> => {
  const figure = async (name: string, files: readonly Buffer[], goal: string): Promise<Figure> => {
    const checked = await Promise.all(files.map((file, place) => check.check(file, photoOf(`${name} ${place}`))));
    const faces = checked.flatMap(({ analysis }) =>
      analysis?.face ? [{ age: analysis.face.age!, ...analysis.content }] : [],
    );
    const years = faces.map(({ age }) => age).toSorted((a, b) => a - b);
    const drawings = Math.max(...faces.map(({ drawing }) => drawing));
    const note = `${years.map(Math.round).join(', ')}; the likest to a drawing ${drawings.toFixed(2)}`;
    return { name: `${years.length} faces of ${name} look, at the median`, unit: 'years', values: years, goal, note };
  };
  return [
    await figure(
      'photographed grown-ups',
      grownUps.map(({ file }) => file),
      '≥ 21, none under 16',
    ),
    await figure('a drawn child', children, '< 16'),
  ];
};

/** How many scans of old prints show a face: a photo without one is not restored. */
const foundInOldPhotos = async (check: Check, files: readonly Buffer[]): Promise<Figure> => {
  const checked = await Promise.all(files.map((file, place) => check.check(file, photoOf(`old ${place}`))));
  const found = checked.filter(({ analysis }) => analysis?.face).length;
  return {
    name: `${files.length} scans of old photos: a face is found`,
    unit: '%',
    values: [(100 * found) / files.length],
    goal: '≥ 90 %',
  };
};

/** Measures how long the check of an avatar's photos takes, and how often it is wrong. */
export const photos: Measure = {
  name: 'photos',
  about: 'photos are checked by the face models: how fast, and what is caught of a labelled set',
  withoutQueue: true,
  async run(bench) {
    const [count, ofPair] = bench.isQuick ? [4, 2] : [20, 6];
    const file = await telephonePhoto();
    const { PhotoCheck } = await compiled('avatar-trainer/photo-check/photo-check');
    const { PHOTO_RULES } = await compiled('avatar-trainer/photo-check/rules');
    const { PhotoDecoder, DECODER_LIMITS } = await compiled('avatar-trainer/photo-check/photo-decoder');
    const sameShot = await compiled('avatar-trainer/photo-comparison/same-shot');
    const samePerson = await compiled('avatar-trainer/photo-comparison/same-person');
    const checkIn = (limits: object): Check => {
      const decoder = new PhotoDecoder(Logger.silent(), { ...DECODER_LIMITS, ...limits });
      bench.keep({ stop: () => decoder.beforeApplicationShutdown() });
      return new PhotoCheck(decoder, PHOTO_RULES);
    };
    const [asShipped, inOneChild] = [checkIn({}), checkIn({ children: 1 })];
    const alone = await modelsAlone(bench);
    const all = (check: Check, many: number) => () =>
      timeOf(() => Promise.all(Array.from({ length: many }, () => check.check(another(file), photoOf('timed')))));
    const baseline = (many: number) => ({
      name: 'decoded, kept, and the models alone, one process',
      measure: () => timeOf(() => alone(file, many)),
    });
    const shipped = await inTurns(
      all(asShipped, count),
      [{ ...baseline(count), kind: 'shipped' }],
      bench.rounds(3, 50_000),
    );
    const single = await inTurns(
      all(inOneChild, ofPair),
      [{ ...baseline(ofPair), kind: 'lower bound' }],
      bench.rounds(PAIRS, 60_000),
    );
    const held = await heldUpBy(() => inTheQueue(asShipped, file, count));
    const atRest = await heldUpBy(() => setTimeout(REST_MS));
    const labelled = await labelledPhotos(bench.isQuick);
    const photosOf = (many: number) => `${many} photos of 12 megapixels`;
    return [
      { name: photosOf(count), unit: 'ms', ...shipped, goal: '≤ 6000 ms on two cores' },
      { name: `${photosOf(ofPair)}, in one child`, unit: 'ms', ...single, goal: '≤ 1.15 × the models' },
      {
        name: 'the app held up while it checks, at most',
        unit: 'ms',
        values: [held],
        baselines: [{ name: 'while it rests', kind: 'lower bound', values: [atRest] }],
        goal: '≤ 50 ms',
      },
      await foundInOldPhotos(asShipped, await oldPhotos(bench.isQuick)),
      ...(await agesOf(
        asShipped,
        labelled.filter(({ kind }) => kind === 'photographed faces'),
        await drawnChildSelfies(bench.isQuick ? 2 : 10),
      )),
      ...(await confusionOf(asShipped, { ...sameShot, ...samePerson }, labelled)),
    ];
  },
};
