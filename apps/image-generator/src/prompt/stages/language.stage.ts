import { languageOfScript } from '../scene/prompt-language';
import type { Stage } from '../scene/scene';

/** Finds the language of the idea. */
export const language: Stage = {
  name: 'language',
  add: ({ idea, answer }) => ({ language: answer?.language ?? languageOfScript(idea) }),
};
