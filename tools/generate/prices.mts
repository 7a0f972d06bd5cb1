import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bySize, centiCredits, formatCredits, PACKS, PLANS, starsOfCredit, type CentiCredits } from '@aisha/domain';
import { PRICED_ITEMS, SPEECH_UNIT_SECONDS, type PricedItem } from '@aisha/kinds';
import catalogue from '@aisha/providers/catalogue';
import type { StoryLanguage } from '../story/words.mts';

interface Sold {
  /** How many units of the item a person buys at once: a session is sold whole, though each of its pictures is a unit. */
  readonly units: number;
  readonly takes: Readonly<Record<StoryLanguage, string>>;
  readonly says: Readonly<Record<StoryLanguage, string>>;
}

const MINUTES = (count: string) => ({ en: `${count}\u00a0min`, ru: `${count}\u00a0мин` });
const SECONDS = (count: string) => ({ en: `about ${count}\u00a0s`, ru: `около ${count}\u00a0с` });
const SOON = { en: 'seconds', ru: 'секунды' };

/** What each priced item is called on a list of prices. An item that has no line here does not compile. */
const SOLD: Readonly<Record<PricedItem, Sold>> = {
  picture: {
    units: 1,
    takes: SECONDS('10'),
    says: { en: 'a picture of you from one line', ru: 'картинка с вами из одной строчки' },
  },
  'session.8': {
    units: 8,
    takes: MINUTES('1'),
    says: { en: 'a photo session: 8 pictures', ru: 'фотосессия: 8 картинок' },
  },
  'session.16': {
    units: 16,
    takes: MINUTES('1–3'),
    says: { en: 'a photo session: 16 pictures', ru: 'фотосессия: 16 картинок' },
  },
  together: {
    units: 1,
    takes: SECONDS('30'),
    says: { en: 'a picture with one to three friends', ru: 'картинка с друзьями, до трёх' },
  },
  'picture.ultra': {
    units: 1,
    takes: SECONDS('15'),
    says: { en: 'a large picture without an avatar', ru: 'большая картинка без аватара' },
  },
  'training.fast': {
    units: 1,
    takes: MINUTES('5'),
    says: { en: 'an avatar from 10–20 photos, quick', ru: 'аватар по 10–20 фото, быстрый' },
  },
  'training.balanced': {
    units: 1,
    takes: MINUTES('12'),
    says: { en: 'an avatar, balanced', ru: 'аватар, обычный' },
  },
  'training.best': {
    units: 1,
    takes: MINUTES('20'),
    says: { en: 'an avatar, most precise', ru: 'аватар, самый точный' },
  },
  edit: {
    units: 1,
    takes: SECONDS('30'),
    says: { en: 'a picture changed by a sentence', ru: 'правка картинки словами' },
  },
  upscale: { units: 1, takes: SECONDS('5'), says: { en: 'a picture made larger', ru: 'картинка крупнее' } },
  'upscale.4k': {
    units: 1,
    takes: SECONDS('5'),
    says: { en: 'a picture as large as a poster', ru: 'картинка для печати' },
  },
  animation: {
    units: 1,
    takes: MINUTES('1'),
    says: { en: 'five seconds of video from a picture', ru: 'пять секунд видео из картинки' },
  },
  'restoration.x2': {
    units: 1,
    takes: SECONDS('5'),
    says: { en: 'an old photo made sharp, ×2', ru: 'старое фото чёткое, ×2' },
  },
  'restoration.x4': {
    units: 1,
    takes: SECONDS('5'),
    says: { en: 'an old photo made sharp, ×4', ru: 'старое фото чёткое, ×4' },
  },
  'transcription.speech': {
    units: 60 / SPEECH_UNIT_SECONDS,
    takes: SOON,
    says: {
      en: 'a minute of speech as text; silence costs nothing',
      ru: 'минута речи текстом; тишина ничего не стоит',
    },
  },
  document: {
    units: 1,
    takes: SOON,
    says: { en: 'minutes, a summary, a letter of 20 000 characters', ru: 'протокол, итоги, письмо из 20 000 знаков' },
  },
  question: {
    units: 1,
    takes: SOON,
    says: { en: 'a question to 20 000 characters of text', ru: 'вопрос к 20 000 знаков текста' },
  },
  'speech.part': {
    units: 1,
    takes: SOON,
    says: { en: '500 characters read aloud', ru: '500 знаков вслух' },
  },
};

/** The prices with which an installation begins, in hundredths of a credit, by the rows that migrations insert. */
const firstPrices = (root: string): ReadonlyMap<PricedItem, CentiCredits> => {
  const sql = globSync(['libs/database/src/migrations/*.ts', 'libs/kinds/src/*/{[0-9]*,create-*}.ts'], { cwd: root })
    .sort()
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n');
  const inserted = [...sql.matchAll(/INSERT INTO billing\.price \(item, valid_from, amount\) VALUES([^`]*)/g)];
  const rows = inserted.flatMap(([, values = '']) => [...values.matchAll(/\('([\w.]+)',\s*'[^']+',\s*(\d+)\)/g)]);
  const found = new Map(rows.map(([, item, amount]) => [item as PricedItem, centiCredits(amount!)]));
  const missing = PRICED_ITEMS.filter((item) => !found.has(item));
  if (missing.length > 0) throw new Error(`No migration inserts a price of ${missing.join(', ')}.`);
  return found;
};

/** A line of the list of prices. */
interface PriceLine {
  readonly says: string;
  readonly takes: string;
  readonly credits: string;
  /** What the item costs by the providers' list prices, in the dearest case. */
  readonly dollars: string;
}

const dollarsText = (dollars: number): string =>
  dollars >= 1 ? `$${dollars.toFixed(2)}` : `${Number((dollars * 100).toPrecision(2))} ¢`;

/** Everything that is sold for credits, in the order in which a newcomer meets it. */
export const priceList = (root: string, language: StoryLanguage): readonly PriceLine[] => {
  const prices = firstPrices(root);
  const shipped = catalogue.shippedCatalogue();
  // The date of the newest price in the catalogue, and not today: otherwise the page would change by itself on the day on which a model
  // ends.
  const readOn = new Date(
    shipped.all
      .map(({ priceReadOn }) => priceReadOn)
      .toSorted()
      .at(-1)!,
  );
  return (Object.keys(SOLD) as PricedItem[]).map((item) => {
    const { units, says, takes } = SOLD[item];
    const credits = centiCredits((prices.get(item) ?? 0n) * BigInt(units));
    return {
      says: says[language],
      takes: takes[language],
      credits: formatCredits(credits, language === 'ru' ? ',' : '.'),
      dollars: dollarsText(catalogue.costOfItem(shipped, item, readOn).dollars * units),
    };
  });
};

interface PackLine {
  readonly credits: string;
  readonly stars: number;
  readonly starsOfCredit: string;
  readonly isMonthly: boolean;
}

/** The packs and monthly plans with which an installation begins, smallest first. */
export const packList = (language: StoryLanguage): readonly PackLine[] =>
  [
    ...bySize(PACKS).map((pack) => ({ ...pack, isMonthly: false })),
    ...bySize(PLANS).map((plan) => ({ ...plan, isMonthly: true })),
  ].map(({ credits, stars, isMonthly }) => ({
    credits: formatCredits(credits),
    stars,
    starsOfCredit: starsOfCredit({ credits, stars })
      .toFixed(2)
      .replace('.', language === 'ru' ? ',' : '.'),
    isMonthly,
  }));

/** The page of prices: what a person pays, and what it costs the owner of the bot. */
export const pricesPage = (root: string): string =>
  [
    '# Prices and costs',
    '',
    'What a person pays is dated rows, which `aisha prices`, `aisha packs`, `aisha plans` and `aisha allowances` change; these are the rows with which an',
    'installation begins. What it costs is what FAL and OpenAI list ([models](models.md)), at the dearest way in which a thing is made. Nobody can set a price',
    'below its cost ([decision 195](../decisions/0195-a-price-has-a-floor.md)).',
    '',
    '| What | How long | A person pays, in credits | Providers list at most |',
    '|---|---|--:|--:|',
    ...priceList(root, 'en').map(
      ({ says, takes, credits, dollars }) => `| ${says} | ${takes} | ${credits} | ${dollars} |`,
    ),
    '',
    'What is given for nothing (a newcomer’s credits, the first speech of a day) is `aisha allowances`; `npm start` gives a newcomer 250 credits while Telegram is played.',
    'A new avatar is tried out with four pictures within its price, and trained once more at our cost when it is not alike.',
    '',
    '| Credits | Telegram Stars | Stars a credit |',
    '|--:|--:|--:|',
    ...packList('en').map(
      (line) => `| ${line.credits}${line.isMonthly ? ' each 30 days' : ''} | ${line.stars} | ${line.starsOfCredit} |`,
    ),
    '',
  ].join('\n');
