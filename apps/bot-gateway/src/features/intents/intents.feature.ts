import { feature } from '../../engine/conversation';
import { drawAnyway } from '../generate/generate.callbacks';
import { commandFor } from './intent';
import { namedLanguage } from './named-language';
import { intentTexts } from '@aisha/words';

/**
 * Leads a line that is typed where an idea would be drawn to the screen that answers it, if the line asks a question or names a language
 * (decision 130).
 */
export const intentsFeature = feature({
  intents: {
    commandFor: (typed) => {
      const named = namedLanguage(typed);
      if (named) return { name: 'language', argument: named.isSure ? named.language : '' };
      const name = commandFor(typed);
      return name === undefined ? undefined : { name, argument: '' };
    },
    drawAnyway: (language) => drawAnyway.button(intentTexts[language].drawAnyway, {}),
  },
});
