import type { OrderId } from '@aisha/domain';
import { callback, count, id, oneOf } from '../engine/conversation';

/** The conversation behind `t.me/<bot>?start=voices`. */
export const GROUP_VOICES = { name: 'group-voices' } as const;
/** The parameter after /start in the link `t.me/<bot>?start=voices`. */
export const GROUP_VOICES_START = 'voices';

/** Takes the text out of the group. `author` is the Telegram id of the person who speaks, or 0 when that person is unknown. */
export const withdrawText = callback('gv.out', { orderId: id<OrderId>(), author: count() });

/** Agrees to the price of a recording from a group; with `all`, also to the prices of later recordings. */
export const acceptGroupVoice = callback('gv.yes', { orderId: id<OrderId>(), to: oneOf(['this', 'all']) });
