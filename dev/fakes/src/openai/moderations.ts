import { invalid, missing } from './api-error';
import { isExplicit } from '../explicit';
import { imageIn } from './image-input';
import type { Reply } from './reply';

export const MODERATION_CATEGORIES = [
  'harassment',
  'harassment/threatening',
  'sexual',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm/intent',
  'self-harm/instructions',
  'self-harm',
  'sexual/minors',
  'violence',
  'violence/graphic',
] as const;
export type ModerationCategory = (typeof MODERATION_CATEGORIES)[number];

const SEES_IMAGES = /^(sexual$|self-harm|violence)/;

/**
 * A pattern that finds words by their beginnings only, so that neither «водонапорная башня» (with «порно» inside) nor "the Pythagorean
 * school" (with "gore" inside) is found.
 */
const words = (beginnings: string): RegExp => new RegExp(String.raw`(?<!\p{L})(?:${beginnings})`, 'iu');

/** The words that the fake flags. */
const WORDS: readonly (readonly [ModerationCategory, RegExp])[] = [
  ['sexual/minors', words(String.raw`loli(?!\p{L})|child porn|детск\S* порн`)],
  [
    'sexual',
    words(
      String.raw`nude(?!\p{L})(?! lip)|naked(?!\p{L})(?! (?:mole|eye|branch))|porn|nsfw|(?:homo|auto)?erotic|sex(?!\p{L})|` +
        String.raw`гол(?:ый|ых|ые|ым|ая)(?!\p{L})(?! (?:правд|скал|кам))|(?:полу)?обнаж\p{L}*(?!\p{L})(?! (?:меч|клин|сабл|скал|корн))|порно|эрот|секс(?!т|агон)`,
    ),
  ],
  ['violence/graphic', words(String.raw`gor[ey](?!\p{L})|dismember|кишк|расчлен`)],
  [
    'violence',
    words(String.raw`murder|behead|kill (?:him|her|them)|massacre|убий|убить|казн(?:ь|и(?!\p{L})|ит|ил|ят|ен|ён)`),
  ],
  ['hate', words('nazi(?!r)|racial slur|нацис|свастик')],
  ['harassment/threatening', words('i will kill you|я тебя убью')],
  ['self-harm', words('suicide|self-harm|cut myself|суицид|самоубий')],
  ['illicit', words('make a bomb|cook meth|сделать бомбу|наркотик')],
];

interface Trouble {
  readonly kind: string;
  readonly category?: ModerationCategory;
}

/** @throws ApiError for an input of no known shape or a picture that does not decode. */
export const moderate = async (model: string, input: unknown, trouble?: Trouble): Promise<Reply> => {
  if (input === undefined) throw missing('input');
  const questions = await questionsIn(input);
  return {
    json: {
      id: `modr-${Math.random().toString(36).slice(2)}`,
      model,
      results: trouble?.kind === 'no-results' ? [] : questions.map((question) => verdict(question, trouble)),
    },
  };
};

interface Question {
  readonly text: string;
  readonly hasImage: boolean;
  readonly isExplicit: boolean;
}

const NO_IMAGE = { hasImage: false, isExplicit: false };

/**
 * Turns an input into questions: a text is one question, each text of a list of texts is a question of its own, and all parts of a mixed
 * list together are one question.
 */
const questionsIn = async (input: unknown): Promise<Question[]> => {
  if (typeof input === 'string') return [{ text: input, ...NO_IMAGE }];
  if (!Array.isArray(input) || input.length === 0) throw invalid("Invalid type for 'input'.", 'invalid_type', 'input');
  if (input.every((one) => typeof one === 'string')) return input.map((text) => ({ text, ...NO_IMAGE }));
  const texts: string[] = [];
  let images = 0;
  let image: Buffer | undefined;
  for (const part of input as { type?: string; text?: string; image_url?: { url?: string } }[]) {
    if (part?.type === 'text') texts.push(part.text ?? '');
    else if (part?.type === 'image_url') {
      image = await imageIn(part.image_url?.url, 'input');
      images += 1;
    } else throw invalid("Invalid value for 'input[0].type'.", 'invalid_value', 'input');
  }
  if (images > 1) throw invalid('Too many images: only one is supported.', 'invalid_value', 'input');
  return [
    { text: texts.join('\n'), hasImage: images > 0, isExplicit: image !== undefined && (await isExplicit(image)) },
  ];
};

const verdict = ({ text, hasImage, isExplicit: isShown }: Question, trouble?: Trouble): object => {
  if (trouble?.kind === 'no-categories') return { flagged: false };
  const found = new Set(WORDS.filter(([, words]) => words.test(text)).map(([category]) => category));
  if (isShown) found.add('sexual');
  if (found.has('sexual/minors')) found.add('sexual');
  if (found.has('violence/graphic')) found.add('violence');
  if (trouble?.kind === 'flagged') found.add(trouble.category ?? 'sexual');
  const record = <T>(read: (category: ModerationCategory) => T): Record<string, T> =>
    Object.fromEntries(MODERATION_CATEGORIES.map((category) => [category, read(category)]));
  return {
    flagged: found.size > 0,
    categories: record((category) => found.has(category)),
    category_scores: record((category) => (found.has(category) ? 0.97 : 0.0001)),
    category_applied_input_types: record((category) => [
      ...(text === '' ? [] : ['text']),
      ...(hasImage && SEES_IMAGES.test(category) ? ['image'] : []),
    ]),
  };
};
