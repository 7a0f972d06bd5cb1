import { inEveryLanguage, menuTexts } from '@aisha/words';
import { LANGUAGES, type Language } from '@aisha/domain';
import { callback, oneOf, rowsOf, speak } from '../../engine/conversation';
import { openZone } from '../../callbacks/balance.callbacks';
import { openNews } from '../../callbacks/news.callbacks';
import { openStorey } from '../../callbacks/menu.callbacks';
import { goTo, greetingOf, on, step } from './menu.draft';

const pickLanguage = callback('menu.speak', { language: oneOf(LANGUAGES) });
/** How many languages a narrow phone shows side by side; the label of German is longer, because it has a note. */
const IN_A_ROW = 2;
/** Each language in its own words, so that a person who chose the wrong one finds the way back. */
const NAMES: Readonly<Record<Language, string>> = inEveryLanguage(menuTexts, (t) => t.thisLanguage);

/** Chooses the bot's language for this person; the menu then appears in that language. */
export const languageStep = step({
  screen: (_, t) => ({
    text: t.chooseLanguage,
    buttons: [
      ...rowsOf(
        LANGUAGES.map((language) => pickLanguage.button(NAMES[language], { language })),
        IN_A_ROW,
      ),
      [openZone.button(t.timeZone, {})],
      [openNews.button(t.news, {})],
      [openStorey.button(t.back, { storey: 'settings' })],
    ],
  }),
  actions: [on(pickLanguage, (draft, { language }) => goTo('main', greetingOf(draft), speak(language)))],
});
