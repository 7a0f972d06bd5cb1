import { isConsentCurrent } from '@aisha/domain';
import { ConsentStore } from '../people/consent.store';
import type { Speaker, Step } from './flow';
import type { Input } from './input';
import { write } from './move';

declare const admitted: unique symbol;

/**
 * An input that a conversation may see. Only `admit` makes one, and `answerTo` accepts no other, so no photo or sound reaches a step or a
 * feature before its sender's consent.
 */
export type AdmittedInput = Input & { readonly [admitted]: true };

/** Whether an input carries a photo or a sound. */
export const needsConsent = (input: Input): boolean => 'file' in input;

/** Leaves the file out of an input at a step that reads only what is written below files; any other input stays as it is. */
export const asReadBy = (step: Step | undefined, input: Input): Input =>
  'file' in input && step?.actions.some(({ on }) => on === 'caption')
    ? { kind: 'caption', words: input.file.caption?.trim() || null }
    : input;

/** Admits an input; undefined for an input that has to wait for the person's consent. */
export const admit = (input: Input, { consent }: Pick<Speaker, 'consent'>): AdmittedInput | undefined =>
  needsConsent(input) && !isConsentCurrent(consent) ? undefined : (input as AdmittedInput);

/** The card key of the consent screen and of the words that replace the screen. */
export const CONSENT = 'consent';
/**
 * The bot shows one consent screen for everything that arrives within this time, in milliseconds: an album is up to ten updates, some
 * seconds apart.
 */
export const CONSENT_ONCE_MS = 15_000;

/** A person's answer to the consent screen, or the withdrawal of an earlier consent. */
type ConsentAnswer = 'agree' | 'decline' | 'withdraw';

/**
 * Records the person's answer. The updates that waited for it are handled after this one, or forgotten when the person declines or
 * withdraws the consent.
 */
export const recordConsent = write('consent', (tx, userId, answer: ConsentAnswer) =>
  new ConsentStore()[answer](tx, userId),
);
