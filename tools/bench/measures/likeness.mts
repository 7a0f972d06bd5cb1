import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import {
  AppError,
  LIKENESS_OUT_OF,
  likenessInTenths,
  likenessWord,
  promptFromReferences,
  type AvatarId,
  type PhotoId,
} from '@aisha/domain';
import { startFal } from '@aisha/fakes/fal';
import { Logger, newId } from '@aisha/platform';
import { shippedCatalogue } from '@aisha/providers/catalogue';
import { FalFiles, FalHttpQueue, FalImageModels, FalTrainer, ModelsAtFal, type FalModel } from '@aisha/providers/fal';
import type {
  Drawing,
  DrawingWork,
  DrawnPicture,
  DrawnPictures,
  ImageModels,
  RemoteSubmission,
  Trainer,
} from '@aisha/providers/ports';
import { zipOf } from '@aisha/storage';
import { accountAt } from '../../fal/account.mts';
import { resultOf } from '../../fal/result.mts';
import { compiled } from '../product/compiled.mts';
import type { Figure } from '../figures/figure.mts';
import { drawnPeople, peopleOf, type PersonToDraw } from './people-to-draw.mts';
import { spreadOf } from '../figures/statistics.mts';
import type { Bench, Measure } from './measure.mts';

/** FAL's times become a hundred times shorter: the sandbox's default. */
const TIME_SCALE = 0.01;
const PEOPLE = 6;
const PEOPLE_QUICK = 1;
/** A new account at FAL runs two requests at once; a third would only wait there. */
const AT_ONCE = 2;
const KEEP_SECONDS = 60 * 60;
const POLL_MS = { played: 50, real: 1_000 };
/** Longer than any picture and any training takes. */
const ENDS_WITHIN_MS = { played: 60_000, real: 60 * 60_000 };
const TRIGGER = 'ohwx';
/** How many photos are given to a model that draws from photos, without training. */
const REFERENCES = [3, 6, 10] as const;
/** The family that avatars are trained for. */
const FAMILY = 'flux-1';
/** The steps of the cheapest preset. */
const STEPS = 1_000;
const USUAL = { steps: 28, guidanceScale: 3.5, loraScale: 1 } as const;

/** What each way draws of each person: a plain portrait, and two scenes. */
const TRIALS = [
  (whom: string) => `a photo of ${whom}, head and shoulders, facing the camera, plain background`,
  (whom: string) => `${whom} on a bridge in the snow, from the waist up, soft overcast light`,
  (whom: string) => `${whom} in a café by the window, looking at the camera, warm evening light`,
] as const;

type Embedding = readonly number[];
type TrainerApp = Awaited<ReturnType<typeof trainerApp>>;

/** The functions by which the product measures and chooses photos, from the compiled trainer. */
async function trainerApp(bench: Bench) {
  const { PhotoDecoder, DECODER_LIMITS } = await compiled('avatar-trainer/photo-check/photo-decoder');
  const decoder = new PhotoDecoder(Logger.silent(), { ...DECODER_LIMITS, children: 1 });
  bench.keep({ stop: () => decoder.beforeApplicationShutdown() });
  const { PhotoCheck } = await compiled('avatar-trainer/photo-check/photo-check');
  const check = new PhotoCheck(decoder);
  const chosen = await compiled('avatar-trainer/photo-comparison/references');
  const likeness = await compiled('avatar-trainer/likeness/likeness');
  return { decoder, check: check.check.bind(check), ...chosen, ...likeness };
}

/** The files of a person that lie at the provider. */
interface Uploaded {
  readonly word: string;
  /** The photos that the product would draw from, the most suitable first. */
  readonly photoUrls: readonly string[];
  readonly loraUrl: string;
}

type Asked = ReturnType<FalModel<Drawing, DrawnPictures>['request']>;
interface Way {
  readonly name: string;
  /** How many photos of a person the way needs. */
  readonly photos: number;
  /** Whether the way draws with a model of the person, which has to be trained first. */
  readonly isTrained?: true;
  readonly ask: (of: Uploaded, scene: (whom: string) => string, seed: number) => Asked;
}

const ALIKE = { aspectRatio: '3:4', pictureCount: 1 } as const;

/**
 * Every way in which the catalogue can draw a person: each model that draws from one photo or from several, also a `watched` one, and the
 * trained model of FAMILY.
 */
function waysOf(models: ModelsAtFal): readonly Way[] {
  const those = <Work extends DrawingWork>(does: Work) =>
    shippedCatalogue()
      .those({ does, provider: 'fal' })
      .flatMap(({ id }) => models.at(does, id) ?? []);
  const fromPhoto = those('draw-from-photo').map((model): Way => ({
    name: `one photo, ${model.endpoint}`,
    photos: 1,
    ask: ({ word, photoUrls }, scene, seed) =>
      model.request({ ...ALIKE, seed, prompt: scene(word), photoUrl: photoUrls[0]! }),
  }));
  const fromReferences = those('draw-from-references').flatMap((model) =>
    REFERENCES.map((photos): Way => ({
      name: `${photos} photos, ${model.endpoint}`,
      photos,
      ask: ({ word, photoUrls }, scene, seed) => {
        const prompt = promptFromReferences(scene(`a ${word}`));
        return model.request({ ...ALIKE, seed, prompt, photoUrls: photoUrls.slice(0, photos) });
      },
    })),
  );
  const fromModel: Way = {
    name: 'the trained model',
    photos: REFERENCES.at(-1)!,
    isTrained: true,
    ask: ({ word, loraUrl }, scene, seed) =>
      models
        .chosen({ does: 'draw-with-lora', lora: FAMILY })
        .request({ ...ALIKE, ...USUAL, seed, prompt: scene(`${TRIGGER} ${word}`), loraUrl }),
  };
  return [...fromPhoto, ...fromReferences, fromModel];
}

interface Trial {
  readonly way: Way;
  readonly person: string;
  /** Null when the picture shows no face. */
  readonly distance: number | null;
  readonly seconds: number;
  readonly dollars: number;
}

/** FAL, or its fake; each result comes with the seconds that it took. */
class Provider {
  readonly ways: readonly Way[];
  readonly models: ImageModels;
  readonly trainer: Trainer;
  private readonly queue: FalHttpQueue;
  private readonly pace: 'played' | 'real';

  private constructor(queue: FalHttpQueue, files: FalFiles, pace: 'played' | 'real') {
    this.queue = queue;
    this.ways = waysOf(new ModelsAtFal());
    this.models = new FalImageModels(files);
    this.trainer = new FalTrainer(queue, files);
    this.pace = pace;
  }

  static async open(bench: Bench, key: string | undefined, timeScale = TIME_SCALE): Promise<Provider> {
    if (key !== undefined) {
      const at = accountAt({}, key);
      return new Provider(new FalHttpQueue(at), new FalFiles(at.hosts), 'real');
    }
    const fal = bench.keep(await startFal({ key: 'id:secret', timeScale }));
    const at = { key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl };
    return new Provider(new FalHttpQueue(at), new FalFiles([fal.cdnHost]), 'played');
  }

  upload(bytes: Buffer, type: string, name: string): Promise<string> {
    return this.queue.upload(new Blob([new Uint8Array(bytes)], { type }), name, KEEP_SECONDS);
  }

  /** Sends a request and waits until it has ended; resolves to its output and the seconds that it took. */
  async result(asked: Asked, signal: AbortSignal): Promise<{ output: unknown; seconds: number }> {
    const began = performance.now();
    const output = await resultOf(
      this.queue,
      { ...asked, webhookUrl: null, keepFilesSeconds: KEEP_SECONDS },
      { pollMs: POLL_MS[this.pace], endsWithinMs: ENDS_WITHIN_MS[this.pace], signal },
    );
    return { output, seconds: (performance.now() - began) / 1_000 };
  }
}

const training = ({ trainer }: Provider, datasetUrl: string): RemoteSubmission =>
  trainer.submission({ trainingType: 'portrait', datasetUrl, triggerPhrase: TRIGGER, steps: STEPS }, '');

/** The list price of all requests of the measure, computed before the first is sent. */
function dollarsOf(provider: Provider, people: readonly PersonToDraw[]): number {
  const url = 'https://v3.fal.media/priced';
  const priced: Uploaded = { word: 'person', photoUrls: Array<string>(14).fill(url), loraUrl: url };
  return people
    .flatMap(({ photos }) => {
      const ways = provider.ways.filter((way) => photos.length >= way.photos);
      const pictures = ways.map((way) => TRIALS.length * way.ask(priced, TRIALS[0], 1).dollars);
      return [...pictures, ways.some(({ isTrained }) => isTrained) ? training(provider, url).dollars : 0];
    })
    .reduce((sum, dollars) => sum + dollars, 0);
}

/** The people to draw. A paid run throws when the requests would cost more than was allowed. */
async function peopleWithin(bench: Bench, provider: Provider): Promise<readonly PersonToDraw[]> {
  const people = bench.photos ? await peopleOf(bench.photos) : await drawnPeople(bench.isQuick ? PEOPLE_QUICK : PEOPLE);
  const dollars = dollarsOf(provider, people);
  const said = `${people.length} people, ${TRIALS.length} pictures by each of ${provider.ways.length} ways: $${dollars.toFixed(2)} by the price list`;
  if (!bench.isPaid) bench.say(`${said}, if it were not played.`);
  else if (dollars > bench.mostDollars)
    throw new Error(
      `${said}. Nothing was asked for: allow it with \`--most-dollars ${Math.ceil(dollars)}\`, or take fewer people.`,
    );
  else bench.say(`${said}, of $${bench.mostDollars} at most.`);
  return people;
}

/** Measures how much the pictures of each way are like their person. */
async function trialsOf(bench: Bench, app: TrainerApp, provider: Provider, person: PersonToDraw): Promise<Trial[]> {
  const { name, word, photos } = person;
  const checked = await Promise.all(
    photos.map(async (photo) => {
      const { findings, analysis } = await app.check(photo, { avatarId: name as AvatarId, trainingType: 'portrait' });
      return {
        id: newId<PhotoId>(),
        photo,
        findings: [...findings],
        metadata: analysis ?? {},
        face: analysis?.likeness ?? null,
      };
    }),
  );
  const faces = checked.flatMap(({ face }) => (face ? [{ ...face, personConfirmed: false }] : []));
  const middle = app.middleOfPerson(faces);
  if (!middle) throw new Error(`No photo of ${name} shows a face.`);
  const ranked = app.referencesOf(checked).map((id) => checked.find((one) => one.id === id)!.photo);
  const photoUrls = await Promise.all(ranked.map((photo) => provider.upload(photo, 'image/jpeg', 'photo.jpg')));
  const ways = provider.ways.filter((way) => photoUrls.length >= way.photos);
  const loraUrl = ways.some(({ isTrained }) => isTrained) ? await trained(bench, provider, photos, word) : '';

  const open = ways.flatMap((way) => TRIALS.map((scene, at) => ({ way, scene, seed: at + 1 })));
  const trials: Trial[] = [];
  const failed = new Set<string>();
  const draw = async (): Promise<void> => {
    for (let next = open.shift(); next; next = open.shift()) {
      const { way, scene, seed } = next;
      const asked = way.ask({ word, photoUrls, loraUrl }, scene, seed);
      // A model that refuses or is not served has no figures; the others go on.
      const made = await provider.result(asked, bench.signal).catch((error: unknown) => {
        bench.signal.throwIfAborted();
        const why = error instanceof AppError ? error.code : String(error);
        if (!failed.has(way.name)) bench.say(`${way.name}: ${why}`);
        failed.add(way.name);
        return null;
      });
      if (!made) continue;
      const [picture] = provider.models.drawnAt(asked.endpoint, made.output).pictures;
      const distance = picture ? await distanceOf(app, provider.models, picture, middle, bench.signal) : null;
      trials.push({ way, person: name, distance, seconds: made.seconds, dollars: asked.dollars });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, draw));
  return trials;
}

async function distanceOf(
  app: TrainerApp,
  models: ImageModels,
  picture: DrawnPicture,
  middle: Embedding,
  signal: AbortSignal,
): Promise<number | null> {
  return app.nearestFace(await app.decoder.facesOf(await models.fetch(picture), signal), middle);
}

async function trained(bench: Bench, provider: Provider, photos: readonly Buffer[], word: string): Promise<string> {
  const entries = photos.flatMap((photo, at) => [
    { name: `${at + 1}.jpg`, open: async () => Readable.from([photo], { objectMode: false }) },
    { name: `${at + 1}.txt`, open: async () => Readable.from([`a photo of [trigger] ${word}`], { objectMode: false }) },
  ]);
  const zip = await buffer(zipOf(entries));
  const datasetUrl = await provider.upload(zip, 'application/zip', 'dataset.zip');
  const { output } = await provider.result(training(provider, datasetUrl), bench.signal);
  const { loraUrl, file } = await provider.trainer.open(output);
  file.destroy();
  return loraUrl;
}

/** How many people have this way's pictures nearest to the photos, by the median of their distances. */
const bestFor = (way: Way, ways: readonly Way[], trials: readonly Trial[]): number =>
  [...Map.groupBy(trials, ({ person }) => person).values()].filter((of) => {
    const medians = ways
      .map((one) => of.flatMap(({ way: by, distance }) => (by === one ? (distance ?? []) : [])))
      .map((distances) => (distances.length > 0 ? spreadOf(distances).p50 : Infinity));
    return medians.indexOf(Math.min(...medians)) === ways.indexOf(way);
  }).length;

interface Compared {
  readonly ways: readonly Way[];
  readonly trials: readonly Trial[];
  readonly people: number;
  readonly trainingDollars: number;
}
function figuresOf(way: Way, { ways, trials, people, trainingDollars }: Compared): Figure[] {
  const of = trials.filter((trial) => trial.way === way);
  const distances = of.flatMap(({ distance }) => distance ?? []);
  if (distances.length === 0) return [];
  const alike = distances.filter((distance) => likenessWord(distance) === 'alike').length;
  const note = [
    `${alike} of ${of.length} alike, ${of.length - distances.length} without a face`,
    `told as ${likenessInTenths(spreadOf(distances).p50)} of ${LIKENESS_OUT_OF}`,
    `best for ${bestFor(way, ways, trials)} of ${people} people`,
    `$${of[0]!.dollars.toFixed(4)} a picture${way.isTrained ? `, and $${trainingDollars.toFixed(2)} once for the training` : ''}`,
  ].join('; ');
  return [
    { name: `drawn from ${way.name}: distance`, unit: '', values: distances, note },
    { name: `drawn from ${way.name}: a picture`, unit: 's', values: of.map(({ seconds }) => seconds) },
  ];
}

/**
 * Times the way from a person's third photo to their first picture, without the chat: the photo is checked, three photos are uploaded, the
 * picture is drawn and fetched. FAL's fake takes the provider's usual times; a paid run asks FAL.
 */
async function firstPicture(bench: Bench, app: TrainerApp, { word, photos }: PersonToDraw): Promise<Figure> {
  const provider = await Provider.open(bench, bench.isPaid ? process.env['FAL_API_KEY'] : undefined, 1);
  const way = provider.ways.find((one) => one.photos === REFERENCES[0])!;
  const began = performance.now();
  await app.check(photos[2]!, { avatarId: 'first' as AvatarId, trainingType: 'portrait' });
  const photoUrls = await Promise.all(
    photos.slice(0, way.photos).map((photo) => provider.upload(photo, 'image/jpeg', 'photo.jpg')),
  );
  const asked = way.ask({ word, photoUrls, loraUrl: '' }, TRIALS[0], 1);
  const { output } = await provider.result(asked, bench.signal);
  await provider.models.fetch(provider.models.drawnAt(asked.endpoint, output).pictures[0]!);
  const seconds = (performance.now() - began) / 1_000;
  return { name: 'third photo → first own picture, at usual times', unit: 's', values: [seconds], goal: '≤ 60 s' };
}

/** Measures how much people are like their photos when each way draws them, by the product's own measure of likeness. */
export const likeness: Measure = {
  name: 'likeness',
  about: 'how like their photos people are drawn: from one photo, from several, with a trained model',
  withoutQueue: true,
  byNameOnly: true,
  async run(bench) {
    const provider = await Provider.open(bench, bench.isPaid ? process.env['FAL_API_KEY'] : undefined);
    const people = await peopleWithin(bench, provider);
    const app = await trainerApp(bench);
    const trials: Trial[] = [];
    for (const person of people) trials.push(...(await trialsOf(bench, app, provider, person)));
    const trainingDollars = training(provider, 'https://v3.fal.media/priced').dollars;
    const compared = { ways: provider.ways, trials, people: people.length, trainingDollars };
    const first = bench.isQuick ? [] : [await firstPicture(bench, app, people[0]!)];
    return [...provider.ways.flatMap((way) => figuresOf(way, compared)), ...first];
  },
};
