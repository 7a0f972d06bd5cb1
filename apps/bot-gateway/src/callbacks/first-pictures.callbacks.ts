import type { AvatarId } from '@aisha/domain';
import { callback, count, id } from '../engine/conversation';

/**
 * A press says that the selfie shows the person who presses, and draws the first pictures from it. The button carries the price that it
 * shows, in hundredths of a credit.
 */
export const drawMe = callback('first.draw', { avatarId: id<AvatarId>(), price: count() });
