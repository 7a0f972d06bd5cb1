import { languageOfScript } from '../prompt-language';
import type { Stage } from '../scene';

/** The language the idea is in. */
export const language: Stage = {
  name: 'language',
  add: ({ idea, answer }) => ({ language: answer?.language ?? languageOfScript(idea) }),
};
