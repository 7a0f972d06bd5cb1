import { inviteIn, arrivalLinkIn } from '@aisha/domain';
import type { Effect } from '../../engine/conversation';
import type { Speaker } from '../../engine/people/speaker';
import { opened } from './arrival.store';

export { countShare } from './sharing.metrics';

/**
 * The effects that record that a link of `/start` was opened. `followed` holds the effects of a link with a friend's code; it is empty when
 * nobody has that code.
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
