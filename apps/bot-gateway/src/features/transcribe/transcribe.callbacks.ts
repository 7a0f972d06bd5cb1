import type { SourceId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

export const openTranscribe = callback('txt', {});
/** On the message about a recording whose person had gone on. */
export const openMeasured = callback('txt.measured', { sourceId: id<SourceId>() });
/** From a result, and from anywhere else. */
export const openTranscripts = callback('txt.all', {});
