import type { OrderId } from '@aisha/domain';
import { callback, id, oneOf } from '../../../engine/conversation';

/** The conversation behind `t.me/<bot>?start=voices`. */
export const GROUP_VOICES = { name: 'group-voices' } as const;
/** What follows /start there. */
export const GROUP_VOICES_START = 'voices';

/** The yes to the price of a recording that was asked for in a group, or also to those of the next ones. */
export const acceptGroupVoice = callback('gv.yes', { orderId: id<OrderId>(), to: oneOf(['this', 'all']) });
