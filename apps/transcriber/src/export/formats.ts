import type { DocumentFormat, SubtitleFormat } from '@aisha/domain';
import type { Subtitles } from './cues';
import type { ExportedDocument } from './document';
import { docx } from './docx';
import type { FileType } from './file-type';
import { md } from './md';
import { pdf } from './pdf';
import { srt } from './srt';
import { txt } from './txt';
import { vtt } from './vtt';

/** What a document can become. A format more is a file here, its line, and its name in the domain. */
export const DOCUMENTS: Readonly<Record<DocumentFormat, FileType<ExportedDocument>>> = { docx, pdf, txt, md };

/** What subtitles can become. */
export const SUBTITLES: Readonly<Record<SubtitleFormat, FileType<Subtitles>>> = { srt, vtt };
