import { DAY_MS, LANGUAGES, type Language, type UserId } from '@aisha/domain';
import { timeZoneTexts } from '@aisha/words';
import { PersonReader } from '@aisha/database/bot';
import type { Speaker } from './flow';
import type { Readers } from './readers';

/** How dates are written for a person: in their language and in their time zone. */
export interface Calendar {
  readonly language: Language;
  /** The IANA name of the person's time zone. */
  readonly timeZone: string;
}

export const calendarOf = (language: Language, timeZone: string | null = null): Calendar => ({
  language,
  timeZone: timeZone ?? timeZoneTexts[language].usual,
});

/** The calendar of the person who acts. */
export const calendarFor = async (
  readers: Readers,
  { userId, language }: Pick<Speaker, 'userId' | 'language'>,
): Promise<Calendar> => calendarOf(language, (await readers.of(PersonReader).findById(userId))?.timeZone);

/** The calendar of a person to whom something is delivered. */
export const calendarOfPerson = async (readers: Readers, userId: UserId): Promise<Calendar> => {
  const person = await readers.of(PersonReader).findById(userId);
  return calendarOf(person?.language ?? LANGUAGES[0], person?.timeZone);
};

/** How many of Intl's forms are kept; each takes some tens of kilobytes. */
const FORMS_KEPT = 100;
const forms = new Map<string, Intl.DateTimeFormat>();

/** Intl's form of a date. To make one takes far longer than to write a date with it, and a list writes a date in each of its lines. */
const formOf = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${language} ${JSON.stringify(options)}`;
  const kept = forms.get(key);
  if (kept) return kept;
  const form = new Intl.DateTimeFormat(language, options);
  const [oldest] = forms.keys();
  if (forms.size >= FORMS_KEPT) forms.delete(oldest!);
  forms.set(key, form);
  return form;
};

/**
 * Russian and German end a short month with a dot, so in these languages the month is written out: a sentence that ends in the date would
 * end in two dots.
 */
const monthOf = (language: Language): 'short' | 'long' => (language === 'en' ? 'short' : 'long');

/**
 * A date: «20 ноября 2026», “Nov 20, 2026”. Russian puts «г.» behind the year; it is left out, because a sentence that ends in the date
 * would end in two dots.
 */
export function dayText(at: Date, { language, timeZone }: Calendar): string {
  const parts = formOf(language, {
    day: 'numeric',
    month: monthOf(language),
    year: 'numeric',
    timeZone,
  }).formatToParts(at);
  const last = parts.findLastIndex(({ type }) => type !== 'literal');
  return parts
    .slice(0, last + 1)
    .map(({ value }) => value)
    .join('');
}

/** A date that is short enough for a button: «20 ноября», “Nov 20”, with the year when it is not the present year. */
export const shortDayText = (at: Date, now: Date, calendar: Calendar): string =>
  yearOf(at, calendar) === yearOf(now, calendar)
    ? formOf(calendar.language, {
        day: 'numeric',
        month: monthOf(calendar.language),
        timeZone: calendar.timeZone,
      }).format(at)
    : dayText(at, calendar);

/** A date in names of files: «2026-11-20». */
export const isoDayText = (at: Date, { timeZone }: Calendar): string =>
  formOf('sv', { dateStyle: 'short', timeZone }).format(at);

/** A time of day: «20:52», “8:52 PM”. */
export const clockText = (at: Date, { language, timeZone }: Calendar): string =>
  formOf(language, { timeStyle: 'short', timeZone }).format(at);

/**
 * A moment with its time of day: «сегодня, 20:52», “yesterday, 8:52 PM”. For any day but today and yesterday, the date replaces the word.
 */
export function momentText(at: Date, now: Date, calendar: Calendar): string {
  const days = dayNumber(at, calendar) - dayNumber(now, calendar);
  const day =
    days === 0 || days === -1
      ? new Intl.RelativeTimeFormat(calendar.language, { numeric: 'auto' }).format(days, 'day')
      : dayText(at, calendar);
  return `${day}, ${clockText(at, calendar)}`;
}

const yearOf = (at: Date, { timeZone }: Calendar): string => formOf('en', { year: 'numeric', timeZone }).format(at);

/** The days since 1970 in the time zone. */
function dayNumber(at: Date, { timeZone }: Calendar): number {
  const parts = formOf('en', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
  const { year, month, day } = Object.fromEntries(
    parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(year!, month! - 1, day) / DAY_MS;
}
