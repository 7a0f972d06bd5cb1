import type { TranscriptOfRecording } from '@aisha/database/transcriber';
import type { Language } from '@aisha/domain';
import { documentOf, type Content } from '../../engine/deliveries/content';
import { factsOf, previewOf } from './preview';
import { transcribeTexts } from './transcribe.texts';

/** Characters that are read at a glance; the rest is in the file. */
const PREVIEW = 400;

/** The text as a file, with its beginning as the caption. The row may be gone by now; the file is there. */
export const deliveredTranscript = (
  document: string,
  transcript: TranscriptOfRecording | null,
  language: Language,
): Content => {
  const t = transcribeTexts[language];
  const fileName = t.fileName(transcript ?? { title: null, createdAt: new Date(0) }, 'txt');
  const caption = t.delivered(transcript ? factsOf(transcript) : null, previewOf(transcript?.content ?? '', PREVIEW));
  return documentOf(document, fileName, caption);
};
