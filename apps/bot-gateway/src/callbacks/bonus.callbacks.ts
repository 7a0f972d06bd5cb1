import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import type { UserId } from '@aisha/domain';
import { callback, send, type Effect, type StepContext } from '../engine/conversation';

/** Shows the ways to get credits without buying them, and to give credits away. */
export const openBonuses = callback('bonus', {});
/** Opens the screen that asks for a promo code. */
export const openCode = callback('bonus.code', {});

/** Asks billing to use a code for the person. The answer comes as a message of its own. */
export const entering = (
  code: string,
  { person, newId }: { readonly person: { readonly userId: UserId }; readonly newId: StepContext['newId'] },
): Effect => send(message(billingInbox, 'use-promo', { useId: newId<string>(), userId: person.userId, code }));
