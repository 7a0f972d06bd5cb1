import { languageOfScript } from '../prompt-language';
import type { Stage } from '../scene';

/** Finds the language of the idea. */
export const language: Stage = {
  name: 'language',
  add: ({ idea, answer }) => ({ language: answer?.language ?? languageOfScript(idea) }),
};
