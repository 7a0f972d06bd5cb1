import type { TranscriptOfRecording } from '@aisha/kinds/tables';
import type { Calendar } from '../../engine/conversation';
import { documentOf, type Content } from '../../engine/deliveries/content';
import { fileNameOf } from './file-name';
import { factsOf, previewOf } from './preview';
import { transcribeTexts } from '@aisha/words';

/** Characters that are read at a glance; the rest is in the file. */
const PREVIEW = 400;

/** The text as a file, with its beginning as the caption. */
export const deliveredTranscript = (transcript: TranscriptOfRecording, calendar: Calendar): Content => {
  const t = transcribeTexts[calendar.language];
  const fileName = fileNameOf(transcript, 'txt', calendar);
  const caption = t.delivered({ ...factsOf(transcript), preview: previewOf(transcript.content, PREVIEW) });
  return documentOf(transcript.documentPath, fileName, caption);
};
