import { inviteIn, arrivalLinkIn } from '@aisha/domain';
import type { Effect } from '../../engine/conversation';
import type { Speaker } from '../../engine/people/speaker';
import { opened } from './arrival.store';

export { countShare } from './sharing.metrics';

/** What a link of `/start` has the bot write down; `followed` is what it has billing do as an invitation, nothing for a code that nobody has. */
export function openedLink(
  given: string,
  { isNew = false }: Pick<Speaker, 'isNew'>,
  followed: readonly Effect[],
): Effect[] {
  const link = arrivalLinkIn(given);
  const isKnown = inviteIn(given) === undefined || followed.length > 0;
  return link ? [opened({ link, isArrival: isNew && isKnown })] : [];
}
