import { startMessages } from '@aisha/kinds/messages';
import { CancelOrder } from '../cancel-order';
import { defineInbox } from '../inbox';
import { DeleteDocument } from './delete-document.job';
import { DeleteSpeech } from './delete-speech.job';
import { DeleteTranscript } from './delete-transcript.job';
import { ExportDocument } from './export-document.job';
import { ExportTranscript } from './export-transcript.job';
import { NameSpeaker } from './name-speaker.job';
import { RenameTranscript } from './rename-transcript.job';
import { DeleteRecording } from './delete-recording.job';
import { SampleVoice } from './sample-voice.job';
import { MeasureRecording } from './measure-recording.job';
import { ReadText } from './read-text.job';

export const transcriberInbox = defineInbox('transcriber', {
  ...startMessages('transcriber'),
  'measure-recording': MeasureRecording,
  'cancel-transcription': CancelOrder,
  'export-transcript': ExportTranscript,
  'rename-transcript': RenameTranscript,
  'name-speaker': NameSpeaker,
  'delete-transcript': DeleteTranscript,
  'delete-recording': DeleteRecording,
  'read-text': ReadText,
  'cancel-document': CancelOrder,
  'export-document': ExportDocument,
  'delete-document': DeleteDocument,
  'cancel-speech': CancelOrder,
  'delete-speech': DeleteSpeech,
  'sample-voice': SampleVoice,
  'cancel-question': CancelOrder,
});
