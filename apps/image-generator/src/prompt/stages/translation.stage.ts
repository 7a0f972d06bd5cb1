import { tidied } from '../scene/avatar-words';
import { translateKnown } from '../scene/dictionary';
import type { Stage } from '../scene/scene';

/**
 * Translates the idea into English, because the picture model reads little else. The translation has every word of the idea, and no more.
 */
export const translation: Stage = {
  name: 'translation',
  add: ({ idea, answer, language }) => {
    const english = tidied(language === 'en' ? idea : (answer?.translation ?? translateKnown(tidied(idea))));
    return { english, phrases: [english] };
  },
};
