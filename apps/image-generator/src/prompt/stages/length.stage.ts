import { cutTo } from '../scene/avatar-words';
import type { Stage } from '../scene/scene';

/** Cuts the prompt, between words, to the length that the picture model reads. */
export const length: Stage = {
  name: 'length',
  add: ({ text, reading }) => ({ text: cutTo(reading.maxCharacters, text) }),
};
