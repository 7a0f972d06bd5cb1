import { intentTexts } from '@aisha/words';
import { feature } from '../../engine/conversation';
import { drawAnyway } from '../../callbacks/generate.callbacks';
import { commandFor } from './intent';
import { namedLanguage } from './named-language';

/**
 * Where ideas are drawn, a typed line may ask a question or name a language instead. Then this feature opens the screen that answers the
 * line (decision 130).
 */
export const intentsFeature = feature({
  intents: {
    commandFor: (typed) => {
      const named = namedLanguage(typed);
      if (named) return { name: 'language', argument: named.isSure ? named.language : '' };
      const name = commandFor(typed);
      return name === undefined ? undefined : { name, argument: '' };
    },
    otherwise: (language) => {
      const t = intentTexts[language];
      return { button: drawAnyway.button(t.drawAnyway, {}), words: t.orAnIdea };
    },
  },
});
