import type { OrderId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

/** Asks one transcript. */
export const askTranscript = callback('ask', { transcriptId: id<OrderId>() });
/** Asks all transcripts of the person. */
export const askAll = callback('ask.all', {});
/** Asks what an earlier question was asked of. */
export const askMore = callback('ask.more', { orderId: id<OrderId>() });
