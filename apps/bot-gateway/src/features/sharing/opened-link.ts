import { arrivalLinkIn, brokenLinkIn, centiCredits, inviteIn } from '@aisha/domain';
import { bonusTexts, giftTexts, inviteTexts } from '@aisha/words';
import { type Effect, say } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import type { Speaker } from '../../engine/people/speaker';
import { opened } from './arrival.store';

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

const NONE = centiCredits(0);
const NO_GIFT = { outcome: 'unknown', amount: NONE, debtPaid: NONE, available: NONE, link: '', until: '' } as const;

/**
 * The effects that say what is wrong with a link that was cut when it was copied. An invitation brings only a new person anything, so
 * nobody else is told about theirs.
 */
export function brokenLink(given: string, { language, isNew = false }: Pick<Speaker, 'language' | 'isNew'>): Effect[] {
  const link = brokenLinkIn(given);
  if (link === 'gift') return [say(messageWith(giftTexts[language].told(NO_GIFT)))];
  if (link === 'promo') return [say(messageWith(bonusTexts[language].badCode))];
  return link && isNew ? [say(messageWith(inviteTexts[language].broken))] : [];
}
