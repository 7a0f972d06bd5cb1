import { inviteIn, arrivalLinkIn } from '@aisha/domain';
import type { Effect } from '../../engine/conversation';
import type { Speaker } from '../../engine/people/speaker';
import { opened } from './arrival.store';

export { countShare } from './sharing.metrics';

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
