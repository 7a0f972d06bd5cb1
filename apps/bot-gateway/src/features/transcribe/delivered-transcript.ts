import type { TranscriptOfRecording } from '@aisha/database/transcriber';
import type { Calendar } from '../../engine/conversation';
import { documentOf, type Content } from '../../engine/deliveries/content';
import { factsOf, previewOf } from './preview';
import { transcribeTexts } from './transcribe.texts';

/** Characters that are read at a glance; the rest is in the file. */
const PREVIEW = 400;

/** The text as a file, with its beginning as the caption. The row may be gone by now; the file is there. */
export const deliveredTranscript = (
  document: string,
  transcript: TranscriptOfRecording | null,
  calendar: Calendar,
): Content => {
  const t = transcribeTexts[calendar.language];
  const fileName = t.fileName(transcript, 'txt', calendar);
  const caption = t.delivered(transcript ? factsOf(transcript) : null, previewOf(transcript?.content ?? '', PREVIEW));
  return documentOf(document, fileName, caption);
};
