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
import { StartDocument } from './start-document.job';
import { StartQuestion } from './start-question.job';
import { StartSpeech } from './start-speech.job';
import { MeasureRecording } from './measure-recording.job';
import { ReadText } from './read-text.job';
import { StartTranscription } from './start-transcription.job';

export const transcriberInbox = defineInbox('transcriber', {
  'measure-recording': MeasureRecording,
  'start-transcription': StartTranscription,
  'cancel-transcription': CancelOrder,
  'export-transcript': ExportTranscript,
  'rename-transcript': RenameTranscript,
  'name-speaker': NameSpeaker,
  'delete-transcript': DeleteTranscript,
  'delete-recording': DeleteRecording,
  'read-text': ReadText,
  'start-document': StartDocument,
  'cancel-document': CancelOrder,
  'export-document': ExportDocument,
  'delete-document': DeleteDocument,
  'start-speech': StartSpeech,
  'cancel-speech': CancelOrder,
  'delete-speech': DeleteSpeech,
  'sample-voice': SampleVoice,
  'start-question': StartQuestion,
  'cancel-question': CancelOrder,
});
