import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { PersonReader } from '@aisha/database/bot';
import { inviteIn } from '@aisha/domain';
import { callback, send, type Effect, type Readers } from '../engine/conversation';
import type { Speaker } from '../engine/people/speaker';

/** Shows the person's link for friends. */
export const openInvite = callback('invite', {});

/**
 * The effect that asks billing to keep the invitation by which a new person came. No effect for a person who is not new, or for an unknown
 * link.
 */
export async function followedInvite(
  given: string,
  { userId: friendId, isNew = false }: Pick<Speaker, 'userId' | 'isNew'>,
  readers: Readers,
): Promise<Effect[]> {
  const code = isNew ? inviteIn(given) : undefined;
  const inviterId = code && (await readers.of(PersonReader).inviterBy(code));
  if (!inviterId) return [];
  return [send(message(billingInbox, 'keep-invitation', { friendId, inviterId }))];
}
