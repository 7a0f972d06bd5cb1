import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { I18nProvider } from 'ra-core';
import en from './en.ftl';
import ru from './ru.ftl';
import sellingEn from './selling.en.ftl';
import sellingRu from './selling.ru.ftl';

export const LOCALES = [
  { locale: 'ru', name: 'Русский' },
  { locale: 'en', name: 'English' },
];
type Locale = 'ru' | 'en';

const bundleOf = (locale: Locale, ...files: readonly string[]): FluentBundle => {
  const bundle = new FluentBundle(locale, { useIsolating: false });
  for (const file of files) bundle.addResource(new FluentResource(file));
  return bundle;
};
const BUNDLES: Readonly<Record<Locale, FluentBundle>> = {
  ru: bundleOf('ru', ru, sellingRu),
  en: bundleOf('en', en, sellingEn),
};
/** The numbers that messages name, from the constants that own them (`tools/desk.mts`). */
declare const LIMITS_OF_WORDS: Readonly<Record<string, number>>;
const KEPT_AS = 'desk.locale';

const isLocale = (text: string | null): text is Locale => text === 'ru' || text === 'en';
const chosen = (): Locale => {
  const kept = localStorage.getItem(KEPT_AS);
  return isLocale(kept) ? kept : navigator.language.startsWith('en') ? 'en' : 'ru';
};

let locale = chosen();
const show = (): void => void (document.documentElement.lang = locale);
show();

/** react-admin’s components use names with dots and underscores; our files have hyphens instead. */
const keyOf = (name: string): string => name.replaceAll(/[._]/g, '-').toLowerCase();

/**
 * The message of this name in the language that is shown. Where there is no such message, as for an unknown error code, this is the text in
 * `_`, or without that text the name itself.
 */
export const translate = (name: string, options: Record<string, unknown> = {}): string => {
  const { _: fallback, smart_count: count, ...others } = options;
  const bundle = BUNDLES[locale];
  const message = bundle.getMessage(keyOf(name));
  if (!message?.value) return typeof fallback === 'string' ? fallback : name;
  const facts = Object.fromEntries(
    Object.entries({ ...others, ...(count !== undefined && { count }) }).map(([key, value]) => [
      key,
      typeof value === 'number' ? value : String(value),
    ]),
  );
  // With a list of errors a missing argument is shown by its name; without one it throws, and the whole screen is gone.
  return bundle.formatPattern(message.value, { ...LIMITS_OF_WORDS, ...facts }, []);
};

/**
 * The message for a word of the code, such as a kind or an error’s code, in the language that is shown; the word itself when there is none.
 */
export const named = (group: string, word: string): string => translate(`${group}-${word}`, { _: word });

/** Why the desk refused a request or did not answer it, with the names of the fields that were refused where the form knows them. */
export const refusal = (code: string, fields: readonly string[] = []): string => {
  if (code === 'fields-not-valid' && fields.length === 0) return translate('error-status-400');
  const labels = fields.map((field) => translate(`field-${field}`, { _: translate(field) })).join(', ');
  return translate(`error-${code}`, { _: code, fields: labels });
};

export const i18nProvider: I18nProvider = {
  translate,
  changeLocale: (to) => {
    if (isLocale(to)) locale = to;
    localStorage.setItem(KEPT_AS, locale);
    show();
    return Promise.resolve();
  },
  getLocale: () => locale,
  getLocales: () => LOCALES,
};

/** The number of a ticket or a report, as its person sees it: `referenceNumber` of domain, which the page does not load. */
export const shownReference = ({ id }: { readonly id: string }): string => id.slice(-8).toUpperCase();
export const shownNumber = (value: number, digits = 0): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value);
export const shownDollars = (value: number, digits = 2): string =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
/** Formats hundredths of a credit. */
export const shownCredits = (hundredths: number, signDisplay: 'auto' | 'always' = 'auto'): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay }).format(hundredths / 100);
/** Formats hundredths of a credit that came to a person or left, with the sign; without one where the person has as many as before. */
export const shownMove = ({ amount, direction }: { readonly amount: number; readonly direction: number }): string =>
  direction === 0 ? shownCredits(amount) : shownCredits(direction * amount, 'always');
/** Formats Stars, or money that was paid by card, with its currency; the amount is in the smallest units. */
export const shownMoney = ({ currency, amount }: { readonly currency: string; readonly amount: number }): string => {
  if (currency === 'XTR') return `${shownNumber(amount)} ★`;
  const form = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return form.format(amount / 10 ** (form.resolvedOptions().maximumFractionDigits ?? 2));
};
export const shownTime = (at: string | null): string =>
  at === null ? '—' : new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(at));
export const shownDay = (day: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    .replaceAll(' ', '\u00A0'); // no line break within a day
export const shownSeconds = (seconds: number): string =>
  seconds < 90
    ? translate('seconds', { n: Math.round(seconds) })
    : seconds < 5_400
      ? translate('minutes', { n: Math.round(seconds / 60) })
      : translate('hours', { n: Math.round(seconds / 3_600) });
