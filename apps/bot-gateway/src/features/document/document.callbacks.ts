import type { OrderId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

/** Makes a document of a transcript: asks which one. */
export const openDocument = callback('doc', { transcriptId: id<OrderId>() });
