import { CancelOrder } from '../cancel-order';
import { defineInbox } from '../inbox';
import { StartDocument } from './start-document.job';
import { StartTranscription } from './start-transcription.job';

export const transcriberInbox = defineInbox('transcriber', {
  'start-transcription': StartTranscription,
  'cancel-transcription': CancelOrder,
  'start-document': StartDocument,
  'cancel-document': CancelOrder,
});
