import type { OrderId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

/** Asks one transcript. */
export const askTranscript = callback('ask', { transcriptId: id<OrderId>() });
/** Asks all transcripts of the person. */
export const askAll = callback('ask.all', {});
/** Asks another question about the same transcripts. */
export const askMore = callback('ask.more', { orderId: id<OrderId>() });
