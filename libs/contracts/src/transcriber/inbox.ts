import { CancelOrder } from '../cancel-order';
import { defineInbox } from '../inbox';
import { StartSpeech } from './start-speech.job';
import { StartTranscription } from './start-transcription.job';

export const transcriberInbox = defineInbox('transcriber', {
  'start-transcription': StartTranscription,
  'cancel-transcription': CancelOrder,
  'start-speech': StartSpeech,
  'cancel-speech': CancelOrder,
});
