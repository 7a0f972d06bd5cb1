import { intentTexts } from '@aisha/words';
import { feature } from '../../engine/conversation';
import { drawAnyway } from '../../callbacks/generate.callbacks';
import { commandFor, commandForKnown } from './intent';
import { namedLanguage } from './named-language';

/** The command for a line: that of the language which the line names, or the one for which the line asks otherwise. */
function languageOr(typed: string, asked: string | undefined) {
  const named = namedLanguage(typed);
  if (named) return { name: 'language', argument: named.isSure ? named.language : '' };
  return asked === undefined ? undefined : { name: asked, argument: '' };
}

/**
 * Where ideas are drawn, a typed line may ask a question or name a language instead. Then this feature opens the screen that answers the
 * line (decision 130).
 */
export const intentsFeature = feature({
  intents: {
    commandFor: (typed) => languageOr(typed, commandFor(typed)),
    commandForKnown: (typed) => languageOr(typed, commandForKnown(typed)),
    otherwise: (language) => {
      const t = intentTexts[language];
      return { button: drawAnyway.button(t.drawAnyway, {}), words: t.orAnIdea };
    },
  },
});
