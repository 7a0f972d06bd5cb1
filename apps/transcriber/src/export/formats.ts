import type { DocumentFormat, ExportFormat, SubtitleFormat } from '@aisha/domain';
import type { Subtitles } from './cues';
import type { ExportedDocument } from './document';
import { docx } from './docx';
import type { FileType } from './file-type';
import { md } from './md';
import { isPrintable, pdf } from './pdf';
import { srt } from './srt';
import { transcriptDocument, type ExportedTranscript } from './transcript-document';
import { txt } from './txt';
import { vtt } from './vtt';

/** What a document can become. A format more is a file here, its line, and its name in the domain. */
export const DOCUMENTS: Readonly<Record<DocumentFormat, FileType<ExportedDocument>>> = { docx, pdf, txt, md };

/** What subtitles can become. */
export const SUBTITLES: Readonly<Record<SubtitleFormat, FileType<Subtitles>>> = { srt, vtt };

/** A transcript as a file. A text whose letters a PDF has not becomes a DOCX, and `format` says so. */
export async function fileOfTranscript(
  asked: ExportFormat,
  transcript: ExportedTranscript,
): Promise<{ readonly format: ExportFormat; readonly contentType: string; readonly bytes: Buffer }> {
  if (asked === 'srt' || asked === 'vtt') {
    const { contentType, render } = SUBTITLES[asked];
    return { format: asked, contentType, bytes: await render(transcript) };
  }
  const document = transcriptDocument(transcript);
  const format = asked === 'pdf' && !isPrintable(document) ? 'docx' : asked;
  const { contentType, render } = DOCUMENTS[format];
  return { format, contentType, bytes: await render(document) };
}
