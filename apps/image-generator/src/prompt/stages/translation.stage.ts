import { tidied } from '../avatar-words';
import { translateKnown } from '../dictionary';
import type { Stage } from '../scene';

/** The idea in English, because the model reads little else: every word of it, and no more. */
export const translation: Stage = {
  name: 'translation',
  add: ({ idea, answer, language }) => {
    const english = tidied(language === 'en' ? idea : (answer?.translation ?? translateKnown(tidied(idea))));
    return { english, phrases: [english] };
  },
};
