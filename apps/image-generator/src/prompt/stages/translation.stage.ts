import { tidied } from '../avatar-words';
import { translateKnown } from '../dictionary';
import type { Stage } from '../scene';

/** The idea in English, for a model that reads little else: every word of it, and none more. */
export const translation: Stage = {
  name: 'translation',
  add: ({ idea, answer, language }) => {
    const english = tidied(language === 'en' ? idea : (answer?.translation ?? translateKnown(tidied(idea))));
    return { english, phrases: [english] };
  },
};
