import { randomInt } from 'node:crypto';
import { CODE_ALPHABET, CODE_LENGTH } from '@aisha/domain';
import { v7 } from 'uuid';

/** A new id of the type that the caller names: uuid v7, so that ids sort by the time they were made. */
export const newId = <Id extends string>(): Id => v7() as unknown as Id;

/** A new code for people to type: for an invitation, or for a promo code to which the operator gave no name. */
export const newCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
