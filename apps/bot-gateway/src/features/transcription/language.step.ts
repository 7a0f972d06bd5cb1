import { LANGUAGE_NAMES } from '@aisha/domain';
import { SPOKEN_LANGUAGES } from '@aisha/kinds';
import { callback, oneOf, rowsOf, toMenu } from '../../engine/conversation';
import { goTo, on, step } from './recording/transcribe.draft';

const pick = callback('txt.lang.is', { language: oneOf(SPOKEN_LANGUAGES) });
const any = callback('txt.lang.any', {});
const back = callback('txt.lang.back', {});

/**
 * Asks which language is spoken in the recording. The choice holds for this recording only, because the next one may be in another
 * language.
 */
export const languageStep = step({
  screen: ({ language }, t) => ({
    text: t.askLanguage,
    buttons: [
      [any.button(t.anyLanguage, {})],
      ...rowsOf(
        SPOKEN_LANGUAGES.map((one) =>
          pick.button(`${one === language ? '✓ ' : ''}${LANGUAGE_NAMES[one].own}`, { language: one }),
        ),
        2,
      ),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pick, (draft, { language }) => goTo('confirm', { ...draft, language })),
    on(any, (draft) => goTo('confirm', { ...draft, language: undefined })),
    on(back, (draft) => goTo('confirm', draft)),
  ],
});
