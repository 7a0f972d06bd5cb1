import {
  DOLLARS_A_STAR,
  LEAST_STARS_A_CREDIT,
  TRAINING_PRESETS,
  type CardTerms,
  type TrainingPreset,
} from '@aisha/domain';
import {
  SPEECH_PART_CHARACTERS,
  SPEECH_UNIT_SECONDS,
  speechUnits,
  TEXT_UNIT_CHARACTERS,
  type PricedItem,
} from '@aisha/kinds';
import type { ModelCatalogue, ModelNeed } from './catalogue';
import { listPrice, type Model, type Quantities } from './model';

/** A request that one unit of an item takes, and how much of it the provider counts. */
interface Use {
  readonly need: ModelNeed;
  readonly used: Quantities | ((model: Model) => Quantities);
}

/** The requests of one unit. Of an inner list only the dearest request counts, because an order sends one of them. */
type ItemCost = readonly (Use | readonly Use[])[];

const ONE_PICTURE: Quantities = { picture: 1, megapixel: 1 };
/** A picture by an avatar's model; of the families of models, the dearest counts. */
const BY_LORA: Use = { need: { does: 'draw-with-lora' }, used: ONE_PICTURE };
const FROM_PHOTO: Use = { need: { does: 'draw-from-photo' }, used: ONE_PICTURE };
/** A picture from as many photos as the model takes; each photo after the first is paid for. */
const FROM_REFERENCES: Use = {
  need: { does: 'draw-from-references' },
  used: ({ takes }) => ({ ...ONE_PICTURE, reference: (takes?.references ?? 1) - 1 }),
};

/** By a rule of thumb a token has four characters of English or two of Russian. We count two, which is dearer. */
export const CHARACTERS_A_TOKEN = 2;
const asTokens = (input: number, output: number): Quantities => ({
  '1M input tokens': input / 1_000_000,
  '1M output tokens': output / 1_000_000,
});
const written = (input: number, output: number): Use => ({ need: { does: 'write' }, used: asTokens(input, output) });

/** The prompt of a picture: rules of 4,000 characters and an idea; a usual answer has 600 tokens of the 2,000 allowed. */
const PROMPT = written(2_500, 600);
/** The review of a drawn picture: 1,500 tokens of a picture (openai.md §5), rules of 1,500 characters, an answer of 100 tokens. */
const REVIEW: Use = { need: { does: 'look' }, used: asTokens(2_300, 100) };

/**
 * The megapixels of the largest picture that one of our models draws: flux-ultra draws four (fal.md §7.4). Its sides are made twice as long.
 * A picture of one megapixel, whose sides are made four times as long, stays smaller.
 */
const LARGEST_DRAWN_MEGAPIXELS = 4.3;
const UPSCALED_4K: Quantities = { megapixel: LARGEST_DRAWN_MEGAPIXELS * 4 };
/** A square whose sides are the longest that a size allows (`upscaleFactor`, `restorationScalesOf`). */
const square = (side: number): Quantities => ({ megapixel: side ** 2 / 1_000_000 });
const enlarged = (used: Quantities): Use => ({ need: { does: 'upscale' }, used });

/**
 * After the training the new model draws at three scales, and one picture is drawn from several photos for comparison (decisions 67 and
 * 193).
 */
const training = (preset: TrainingPreset): ItemCost => [
  ['portrait', 'style'].map((trainingType): Use => ({
    need: { does: 'train', trainingType: trainingType as 'portrait' | 'style' },
    used: { step: TRAINING_PRESETS[preset].steps },
  })),
  { ...BY_LORA, used: { megapixel: 3, picture: 3 } },
  FROM_REFERENCES,
];

/** A part of a text is read in pieces of 12,000 characters with some 3,000 characters of rules; then its points are combined. */
const readPart = (outputTokens: number): Use =>
  written((TEXT_UNIT_CHARACTERS + 3 * 3_000) / CHARACTERS_A_TOKEN, outputTokens);

/** xAI hears recordings of this length and longer, and bills whole minutes. */
const SHORTEST_WHOLE_SECONDS = 20;

/**
 * What one unit of each priced item uses, counted as providers count: the largest usual delivery, without what is given away (redraws,
 * retrainings, free speech), which the margin has to pay. An item without a line does not compile.
 */
export const ITEM_COSTS: Readonly<Record<PricedItem, ItemCost>> = {
  'training.fast': training('fast'),
  'training.balanced': training('balanced'),
  'training.best': training('best'),
  // An avatar's picture is drawn by its model, from several photos or from one.
  picture: [[BY_LORA, FROM_PHOTO, FROM_REFERENCES], PROMPT, REVIEW],
  'picture.ultra': [{ need: { does: 'draw' }, used: { picture: 1, megapixel: 4 } }, PROMPT, REVIEW],
  // The prompts of looks are in their files, so none is written for a session.
  'session.8': [BY_LORA, REVIEW],
  'session.16': [BY_LORA, REVIEW],
  upscale: [enlarged(square(2_800))],
  'upscale.4k': [enlarged(UPSCALED_4K)],
  animation: [{ need: { does: 'animate' }, used: { video: 1, second: 5 } }],
  // The picture itself is a reference. The words of the edit are checked and rewritten like a prompt.
  edit: [{ need: { does: 'edit' }, used: { ...ONE_PICTURE, reference: 1 } }, PROMPT, REVIEW],
  // Drawn from photos of all avatars. The words are checked and rewritten like a prompt. A second drawing, when a face is missing, is given
  // away and does not count.
  together: [FROM_REFERENCES, PROMPT, REVIEW],
  // A sent photo is kept at 2,048 pixels at most. Making the sides four times as long is offered up to 1,400 pixels.
  'restoration.x2': [enlarged(square(4_096))],
  'restoration.x4': [enlarged(square(5_600))],
  'transcription.speech': [
    [
      { need: { does: 'write-down', provider: 'openai' }, used: { minute: SPEECH_UNIT_SECONDS / 60 } },
      { need: { does: 'write-down', provider: 'fal' }, used: { minute: 1 / speechUnits(SHORTEST_WHOLE_SECONDS) } },
    ],
  ],
  document: [readPart(4_000)],
  question: [readPart(1_500)],
  'speech.part': [
    { need: { does: 'read-aloud' }, used: { '1000 characters': SPEECH_PART_CHARACTERS / 1_000, minute: 0.6 } },
  ],
};

/** What one unit costs, in US dollars, and the model that has the largest part of it. */
export interface CostOfItem {
  readonly dollars: number;
  readonly model: string;
}

/** The models that a request may go to; the cheapest of them counts. */
type Counted = (catalogue: ModelCatalogue, candidates: readonly Model[], now: Date) => readonly Model[];

/**
 * What one unit of an item costs by the models that orders take now. Where all models for a request are retired, the price of the first
 * choice counts.
 */
export const costOfItem = (catalogue: ModelCatalogue, item: PricedItem, now: Date): CostOfItem =>
  costBy(
    (_, candidates) => candidates.flatMap((one) => catalogue.serving(one, now) ?? []).slice(0, 1),
    catalogue,
    item,
    now,
  );

/**
 * What one unit of an item has cost at least since the models of its requests began to end, at their providers or on a dated day: an operator
 * may have set its price at any time since. A model that the catalogue itself retires does not count.
 */
export const leastCostOfItem = (catalogue: ModelCatalogue, item: PricedItem, now: Date): CostOfItem =>
  costBy(servedInTurn, catalogue, item, now);

function servedInTurn(catalogue: ModelCatalogue, candidates: readonly Model[], now: Date): readonly Model[] {
  const last = candidates.findIndex((one) => catalogue.serving(one, now));
  const tried = last < 0 ? candidates : candidates.slice(0, last + 1);
  return tried.flatMap((one) => catalogue.succession(one, now)).filter(({ state }) => state !== 'retired');
}

function costBy(counted: Counted, catalogue: ModelCatalogue, item: PricedItem, now: Date): CostOfItem {
  const requests = ITEM_COSTS[item].map((part) =>
    [part]
      .flat()
      .map((use) => priceOf(counted, catalogue, use, now))
      .reduce(dearer),
  );
  return { dollars: requests.reduce((sum, { dollars }) => sum + dollars, 0), model: requests.reduce(dearer).model };
}

function priceOf(counted: Counted, catalogue: ModelCatalogue, { need, used }: Use, now: Date): CostOfItem {
  if (need.does === 'draw-with-lora' && need.lora === undefined) {
    return catalogue
      .loraFamilies()
      .map((lora) => priceOf(counted, catalogue, { need: { ...need, lora }, used }, now))
      .reduce(dearer);
  }
  const candidates = catalogue.candidates(need);
  const models = counted(catalogue, candidates, now);
  const prices = (models.length > 0 ? models : candidates.slice(0, 1)).map((model) => {
    const quantities = typeof used === 'function' ? used(model) : used;
    return { dollars: listPrice(model, quantities, resolutionOf(model)), model: model.id };
  });
  if (prices.length === 0) throw new Error(`the catalogue has no model that can ${need.does}`);
  return prices.reduce(cheaper);
}

/** The resolution that the model's own settings ask for. */
const resolutionOf = ({ settings }: Model): string | undefined =>
  typeof settings?.['resolution'] === 'string' ? settings['resolution'] : undefined;

const dearer = (one: CostOfItem, other: CostOfItem): CostOfItem => (other.dollars > one.dollars ? other : one);
const cheaper = (one: CostOfItem, other: CostOfItem): CostOfItem => (other.dollars < one.dollars ? other : one);

/** The terms by which the floor of a price is counted. */
export interface PriceTerms {
  /** A price is at least its cost times this; 1: nothing is sold below cost. */
  readonly margin: number;
  /** What Telegram pays out for a Star, in US dollars. */
  readonly dollarsOfStar: number;
  /** The fewest Stars that a credit brings, over all ways to buy one; when absent, over the first packs. */
  readonly starsOfCredit?: number;
  /** The terms on which packs are sold by card; absent: packs are not sold by card. */
  readonly card?: CardTerms;
}

export const PRICE_TERMS: PriceTerms = { margin: 1, dollarsOfStar: DOLLARS_A_STAR };

/** What the cheapest bought credit brings, in US dollars. */
export const dollarsOfCredit = ({
  dollarsOfStar,
  starsOfCredit = LEAST_STARS_A_CREDIT,
}: Omit<PriceTerms, 'margin'>): number => starsOfCredit * dollarsOfStar;
