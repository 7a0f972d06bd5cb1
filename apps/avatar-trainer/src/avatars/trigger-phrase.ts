import { randomInt } from 'node:crypto';

const CONSONANTS = 'bdfgklmnprstvxz';
const VOWELS = 'aeiou';
const SYLLABLES = 4;

/**
 * A word that no language has, so that a model connects it only with this avatar: `aisha_ko7bi2xa9ru4`. There are 600^4; the table
 * ensures that no two avatars share one.
 */
export const newTriggerPhrase = (): string =>
  `aisha_${Array.from({ length: SYLLABLES }, () => one(CONSONANTS) + one(VOWELS) + randomInt(2, 10)).join('')}`;

const one = (letters: string): string => letters.charAt(randomInt(letters.length));
