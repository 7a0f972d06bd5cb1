import { cutTo } from '../avatar-words';
import type { Stage } from '../scene';

/** What the picture model reads of a prompt, cut between words. */
export const length: Stage = {
  name: 'length',
  add: ({ text, reading }) => ({ text: cutTo(reading.maxCharacters, text) }),
};
