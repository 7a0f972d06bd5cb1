import { cutTo } from '../avatar-words';
import type { Stage } from '../scene';

/** The part of a prompt that the picture model reads, cut between words. */
export const length: Stage = {
  name: 'length',
  add: ({ text, reading }) => ({ text: cutTo(reading.maxCharacters, text) }),
};
