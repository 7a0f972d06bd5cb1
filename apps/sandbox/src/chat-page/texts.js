import { FluentBundle, FluentNumber, FluentResource } from './fluent/index.js';

/** The languages of the product, each with what it calls itself: one that has no messages beside this file is said in English. */
export const LANGUAGES = new Map(Object.entries(await (await fetch('/page/languages.json')).json()));

/**
 * The page speaks the browser's language, whatever languages its people speak: the first of the browser's languages that the page knows.
 */
export const pageLanguage =
  navigator.languages
    .map((language) => language.slice(0, 2).toLowerCase())
    .find((language) => LANGUAGES.has(language)) ?? 'en';

/** The id of a message: the text that the page calls `addPerson` is the message `add-person`. */
const idOf = (key) => key.replace(/_/g, '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
/** A number without grouping, as for Stars. */
const plain = (told) => (typeof told === 'number' ? new FluentNumber(told, { useGrouping: false }) : told);

const textOf = (bundle, value) => {
  const say = (told) =>
    bundle.formatPattern(value, Object.fromEntries(Object.entries(told).map(([name, one]) => [name, plain(one)])));
  const isTold = typeof value !== 'string' && value.some((part) => typeof part !== 'string' && part.type !== 'str');
  return isTold ? say : say({});
};

/** The texts of the page in a language: `texts.addPerson`, `texts.pay({ price })`. A text that has no message is undefined. */
export const textsIn = async (language) => {
  const bundle = new FluentBundle(language, { useIsolating: false });
  bundle.addResource(new FluentResource(await (await fetch(`/page/${language}.ftl`)).text()));
  return new Proxy(
    {},
    {
      get: (_, key) => {
        const value = typeof key === 'string' && bundle.getMessage(idOf(key))?.value;
        return value ? textOf(bundle, value) : undefined;
      },
    },
  );
};

export const texts = await textsIn(pageLanguage);
