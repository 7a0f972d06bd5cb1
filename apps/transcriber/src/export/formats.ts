import type { DocumentFormat, ExportFormat, SubtitleFormat } from '@aisha/kinds';
import { isPrintable as isTextPrintable } from '@aisha/printing';
import type { ExportedDocument } from './document';
import type { FileType } from './file-type';
import { md } from './md';
import { srt } from './srt';
import type { Subtitles } from './subtitles';
import { transcriptDocument, type ExportedTranscript } from './transcript-document';
import { txt } from './txt';
import { vtt } from './vtt';

/**
 * The formats of a document. A new format is a file in this folder, a line here, and its name in libs/kinds. The makers of DOCX and PDF are
 * loaded at the first request, because they take half a second and 28 MB.
 */
export const DOCUMENTS: Readonly<Record<DocumentFormat, () => FileType<ExportedDocument>>> = {
  // The makers are loaded with require(), because import() uses Node's ESM loader, which is asynchronous and which Jest lacks.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  docx: () => (require('./docx') as typeof import('./docx.js')).docx,
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  pdf: () => (require('./pdf') as typeof import('./pdf.js')).pdf,
  txt: () => txt,
  md: () => md,
};

/** The formats that subtitles can become. */
export const SUBTITLES: Readonly<Record<SubtitleFormat, FileType<Subtitles>>> = { srt, vtt };

/** Whether a PDF can show every letter and number of a document. Its font has none for Arabic and Chinese, and not all for Kazakh. */
export const isPrintable = ({ title, blocks }: ExportedDocument): boolean =>
  [title, ...blocks.flatMap((block) => [block.text, block.kind === 'heading' ? '' : (block.speaker ?? '')])].every(
    isTextPrintable,
  );

/** A file and its format, which is not always the requested one: a text whose letters the PDF's font lacks becomes a DOCX. */
export interface MadeFile<Format extends ExportFormat = ExportFormat> {
  readonly format: Format;
  readonly contentType: string;
  readonly bytes: Buffer;
}

export async function fileOfDocument(
  asked: DocumentFormat,
  document: ExportedDocument,
): Promise<MadeFile<DocumentFormat>> {
  const format = asked === 'pdf' && !isPrintable(document) ? 'docx' : asked;
  const { contentType, render } = DOCUMENTS[format]();
  return { format, contentType, bytes: await render(document) };
}

export async function fileOfTranscript(asked: ExportFormat, transcript: ExportedTranscript): Promise<MadeFile> {
  if (asked !== 'srt' && asked !== 'vtt') return fileOfDocument(asked, transcriptDocument(transcript));
  const { contentType, render } = SUBTITLES[asked];
  return { format: asked, contentType, bytes: await render(transcript) };
}
