import { CancelOrder } from '../cancel-order';
import { defineInbox } from '../inbox';
import { DeleteRecording } from './delete-recording.job';
import { StartTranscription } from './start-transcription.job';

export const transcriberInbox = defineInbox('transcriber', {
  'start-transcription': StartTranscription,
  'cancel-transcription': CancelOrder,
  'delete-recording': DeleteRecording,
});
