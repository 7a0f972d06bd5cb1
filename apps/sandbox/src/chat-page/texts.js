import { FluentBundle, FluentNumber, FluentResource } from './fluent/index.js';

/** The languages that the page speaks; each has a file of messages beside this one. */
export const LANGUAGES = ['en', 'ru'];

/**
 * The page speaks the browser's language, whatever languages its people speak: the first of the browser's languages that the page knows.
 */
export const pageLanguage =
  navigator.languages
    .map((language) => language.slice(0, 2).toLowerCase())
    .find((language) => LANGUAGES.includes(language)) ?? LANGUAGES[0];

const bundle = new FluentBundle(pageLanguage, { useIsolating: false });
bundle.addResource(new FluentResource(await (await fetch(`/page/${pageLanguage}.ftl`)).text()));

/** The id of a message: the text that the page calls `addPerson` is the message `add-person`. */
const idOf = (key) => key.replace(/_/g, '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
/** A number without grouping, as for Stars. */
const plain = (told) => (typeof told === 'number' ? new FluentNumber(told, { useGrouping: false }) : told);

const textOf = (value) => {
  const say = (told) =>
    bundle.formatPattern(value, Object.fromEntries(Object.entries(told).map(([name, one]) => [name, plain(one)])));
  const isTold = typeof value !== 'string' && value.some((part) => typeof part !== 'string' && part.type !== 'str');
  return isTold ? say : say({});
};

/** The texts of the page: `texts.addPerson`, `texts.pay({ price })`. A text that has no message is undefined. */
export const texts = new Proxy(
  {},
  {
    get: (_, key) => {
      const value = bundle.getMessage(idOf(key))?.value;
      return value && textOf(value);
    },
  },
);
