import { afterCommit, type Transaction } from '@aisha/database';
import { inviteIn, arrivalLinkIn } from '@aisha/domain';
import type { Effect } from '../../engine/conversation';
import type { Speaker } from '../../engine/people/speaker';
import { opened } from './arrival.store';
import { sharesAsked, type Shared } from './sharing.metrics';

/** Counts that a person asked for something to send on, once the transaction that brings it to them is committed. */
export const countShare = (tx: Transaction, shared: Shared): void => afterCommit(tx, () => sharesAsked.inc({ shared }));

/**
 * The effects that write down that a link of `/start` was opened. `followed` are the effects of the link as an invitation; there are none
 * when its code is nobody's.
 */
export function openedLink(
  given: string,
  { isNew = false }: Pick<Speaker, 'isNew'>,
  followed: readonly Effect[],
): Effect[] {
  const link = arrivalLinkIn(given);
  const isKnown = inviteIn(given) === undefined || followed.length > 0;
  return link ? [opened({ link, isArrival: isNew && isKnown })] : [];
}
