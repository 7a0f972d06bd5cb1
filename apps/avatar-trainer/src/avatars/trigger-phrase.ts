import { randomInt } from 'node:crypto';

const CONSONANTS = 'bdfgklmnprstvxz';
const VOWELS = 'aeiou';
const SYLLABLES = 4;

/**
 * A word no language has, so that a model ties nothing to it but this avatar: `aisha_ko7bi2xa9ru4`. 600^4 of them; the table
 * makes sure that no two avatars share one.
 */
export const newTriggerPhrase = (): string =>
  `aisha_${Array.from({ length: SYLLABLES }, () => one(CONSONANTS) + one(VOWELS) + randomInt(2, 10)).join('')}`;

const one = (letters: string): string => letters.charAt(randomInt(letters.length));
