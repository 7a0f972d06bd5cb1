import type { Message } from '@aisha/contracts';
import type { billingInbox } from '@aisha/contracts/billing';
import type { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { CONSENT_VERSION, isConsentCurrent, type Language } from '@aisha/domain';
import { callback, count } from '../conversation/callback';
import type { Speaker } from '../conversation/flow';
import type { Input } from '../conversation/input';
import type { Effect } from '../conversation/move';
import type { Screen } from '../conversation/screen';
import { consentTexts } from './consent.texts';

declare const admitted: unique symbol;

/**
 * An input that a conversation may see. Only `admit` makes one, and `answerTo` takes no other: a photo or a sound reaches no step and no
 * feature before its sender's consent.
 */
export type AdmittedInput = Input & { readonly [admitted]: true };

/** Whether an input carries a photo or a sound. */
export const needsConsent = (input: Input): boolean => 'file' in input;

/** Undefined for an input that has to wait for the person's consent. */
export const admit = (input: Input, { consent }: Pick<Speaker, 'consent'>): AdmittedInput | undefined =>
  needsConsent(input) && !isConsentCurrent(consent) ? undefined : (input as AdmittedInput);

type JobOf<I extends { readonly jobs: object }> = keyof I['jobs'] & string;

/**
 * The messages of a conversation that bring something of the person into storage, or to FAL and OpenAI: a file, and every order. A button
 * may send them long after the photo came, when the consent is withdrawn or of an older text.
 */
const NEED_CONSENT: readonly (JobOf<typeof botGatewayInbox> | JobOf<typeof billingInbox>)[] = [
  'fetch-file',
  'fetch-recording',
  'place-hold',
];

export const mayNotBeSentYet = ({ job }: Pick<Message, 'job'>): boolean =>
  (NEED_CONSENT as readonly string[]).includes(job);

/** Whether a move sends what needs the person's consent. */
export const needConsent = (effects: readonly Effect[]): boolean =>
  effects.some((effect) => effect.kind === 'send' && mayNotBeSentYet(effect.message));

/** Each says which text it stands under: an older one is no consent to what the screen says now. */
export const agree = callback('consent.yes', { version: count() });
export const decline = callback('consent.no', {});

/** The card key of consent screens and of what takes their place. */
export const CONSENT = 'consent';
/** One screen for what arrives within this time, in milliseconds: an album is up to ten updates, some seconds apart. */
export const CONSENT_ONCE_MS = 15_000;

/** Who gets what, where and for how long, before the first photo or sound. A message of its own: the conversation's step stays open. */
export const consentScreen = (language: Language): Screen => {
  const t = consentTexts[language];
  return {
    text: t.ask,
    buttons: [[agree.button(t.agree, { version: CONSENT_VERSION })], [decline.button(t.decline, {})]],
  };
};
