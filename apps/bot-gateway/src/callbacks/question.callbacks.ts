import type { OrderId } from '@aisha/domain';
import { callback, id } from '../engine/conversation';

/** Begins a question to one transcript. */
export const askTranscript = callback('ask', { transcriptId: id<OrderId>() });
/** Begins a question to all transcripts of the person. */
export const askAll = callback('ask.all', {});
/** Begins another question to the same transcripts. */
export const askMore = callback('ask.more', { orderId: id<OrderId>() });
