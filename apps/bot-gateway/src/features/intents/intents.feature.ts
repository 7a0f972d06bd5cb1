import { feature } from '../../engine/conversation';
import { drawAnyway } from '../generate/generate.callbacks';
import { commandFor } from './intent';
import { namedLanguage } from './named-language';
import { intentTexts } from '@aisha/words';

/** Opens the screen that answers a question, when the question is typed where an idea would be drawn (decision 130). */
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
