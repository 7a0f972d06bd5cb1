import { CancelOrder } from '../cancel-order';
import { defineInbox } from '../inbox';
import { MeasureRecording } from './measure-recording.job';
import { StartTranscription } from './start-transcription.job';

export const transcriberInbox = defineInbox('transcriber', {
  'measure-recording': MeasureRecording,
  'start-transcription': StartTranscription,
  'cancel-transcription': CancelOrder,
});
