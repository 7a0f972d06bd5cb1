import { type Language, LANGUAGE_NAMES } from '@aisha/domain';
import { TARGET_LANGUAGES, type TargetLanguage } from '@aisha/kinds';
import { callback, named, rowsOf, toMenu } from '../../../engine/conversation';
import { goTo, loading } from './document.draft';

/** The languages by whose places the buttons of before December 2026 name them. This list stays as it is. */
const PLACED = ['ru', 'en', 'de', 'es', 'fr', 'zh', 'tr', 'uk', 'kk'] as const satisfies readonly TargetLanguage[];
const pick = callback('doc.into', { language: named<TargetLanguage>(TARGET_LANGUAGES, PLACED) });
const back = callback('doc.into.back', {});

/**
 * The languages to choose from, the person's own first and the language of the text last. The language of the text stays a choice, because
 * the bot mistakes Ukrainian for Russian when it has only the letters to judge by. If the language of a text is unknown and it has no
 * Cyrillic letter, it counts as English when the person uses the bot in English.
 */
const targetsFor = (own: Language, told: string | null): TargetLanguage[] => {
  const ofText = told ?? (own === 'en' ? own : null);
  const isOfText = (language: string) => Number(language === ofText);
  return [own, ...TARGET_LANGUAGES.filter((language) => language !== own)].toSorted(
    (one, other) => isOfText(one) - isOfText(other),
  );
};

const { step, on } = loading((_, { read, source }, { person }) =>
  Promise.resolve(targetsFor(person.language, (read ?? source)?.language ?? null)),
);

/** Asks "Into which language?". The likeliest language is at the top. */
export const languageStep = step({
  screen: (_, t, [likeliest, ...others]) => {
    const into = (language: TargetLanguage) => pick.button(LANGUAGE_NAMES[language].own, { language });
    return {
      text: t.intoWhich,
      buttons: [
        ...(likeliest ? [[into(likeliest)]] : []),
        ...rowsOf(others.map(into), 2),
        [back.button(t.back, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(pick, (draft, { language: targetLanguage }) => goTo('confirm', { ...draft, targetLanguage })),
    on(back, (draft) => goTo('type', draft)),
  ],
});
