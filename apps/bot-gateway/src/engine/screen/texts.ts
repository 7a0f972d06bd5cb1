import type { Html, Texts } from '@aisha/words';

export type { Texts, TextsOf } from '@aisha/words';

type Said = string | Html;
type Text = Said | ((...args: never[]) => Said);
type Plain<T> = T extends string ? string : T;
type InAnyLanguage<T> = T extends (...args: infer Args) => infer Words ? (...args: Args) => Plain<Words> : Plain<T>;

/**
 * Both languages in one literal, Russian first. A key that is missing in English, or takes other arguments there, does not compile.
 *
 * @example
 * export const generateTexts = defineTexts({
 *   ru: { chooseRatio: (name: string) => html`Какой формат кадра для «${name}»?`, back: '‹ Назад' },
 *   en: { chooseRatio: (name: string) => html`What shape for “${name}”?`, back: '‹ Back' },
 * });
 */
export const defineTexts = <R extends Readonly<Record<string, Text>>>(texts: {
  readonly ru: R;
  readonly en: { readonly [K in keyof NoInfer<R>]: InAnyLanguage<NoInfer<R>[K]> };
}): Texts<{ readonly [K in keyof R]: InAnyLanguage<R[K]> }> =>
  texts as Texts<{ readonly [K in keyof R]: InAnyLanguage<R[K]> }>;

/** «1 фото, 2 фотографии»: picks the Russian form by the number. */
export const russianPlural = (count: number, one: string, few: string, many: string): string =>
  ({ one, few })[RUSSIAN.select(count) as 'one' | 'few'] ?? many;
const RUSSIAN = new Intl.PluralRules('ru');
