import { russianPlural } from '../engine/conversation';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What has a name of its own: after «за», after «не дольше», and in English. */
const NAMED = new Map<number, readonly [string, string, string]>([
  [HOUR_MS, ['час', 'часа', 'an hour']],
  [DAY_MS, ['сутки', 'суток', 'a day']],
  [7 * DAY_MS, ['неделю', 'недели', 'a week']],
  [30 * DAY_MS, ['месяц', 'месяца', 'a month']],
]);

type Plural = readonly [one: string, few: string, many: string];
const DAYS: Plural = ['день', 'дня', 'дней'];
const HOURS: Plural = ['час', 'часа', 'часов'];
const DAYS_GENITIVE: Plural = ['дня', 'дней', 'дней'];
const HOURS_GENITIVE: Plural = ['часа', 'часов', 'часов'];

const unitOf = (ms: number): readonly [number, 'hour' | 'day'] =>
  ms % DAY_MS === 0 ? [ms / DAY_MS, 'day'] : [Math.ceil(ms / HOUR_MS), 'hour'];

/** «за сутки», «через 3 дня». */
export const spanRu = (ms: number): string => {
  const [count, unit] = unitOf(ms);
  const words = unit === 'day' ? DAYS : HOURS;
  return NAMED.get(ms)?.[0] ?? `${count} ${russianPlural(count, ...words)}`;
};

/** «не дольше суток», «до 3 дней». */
export const spanGenitiveRu = (ms: number): string => {
  const [count, unit] = unitOf(ms);
  const words = unit === 'day' ? DAYS_GENITIVE : HOURS_GENITIVE;
  return NAMED.get(ms)?.[1] ?? `${count} ${russianPlural(count, ...words)}`;
};

/** “within a day”, “after 3 days”. */
export const spanEn = (ms: number): string => {
  const [count, unit] = unitOf(ms);
  return NAMED.get(ms)?.[2] ?? `${count} ${unit}${count === 1 ? '' : 's'}`;
};
