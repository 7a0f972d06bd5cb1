import { startMessages } from '@aisha/kinds/messages';
import { DEAD_LETTER_JOBS } from '../decide-dead-letter';
import { defineInbox } from '../inbox';
import { PERSON_JOBS } from '../people/person-jobs';
import { ORDER_JOBS } from '../order-jobs';
import { ExportDocument } from './export-document.job';
import { ExportTranscript } from './export-transcript.job';
import { NameSpeaker } from './name-speaker.job';
import { RenameTranscript } from './rename-transcript.job';
import { SampleVoice } from './sample-voice.job';
import { MeasureRecording } from './measure-recording.job';
import { ReadText } from './read-text.job';

export const transcriberInbox = defineInbox('transcriber', {
  ...startMessages('transcriber'),
  ...ORDER_JOBS,
  'measure-recording': MeasureRecording,
  'export-transcript': ExportTranscript,
  'rename-transcript': RenameTranscript,
  'name-speaker': NameSpeaker,
  'read-text': ReadText,
  'export-document': ExportDocument,
  'sample-voice': SampleVoice,
  ...PERSON_JOBS,
  ...DEAD_LETTER_JOBS,
});
