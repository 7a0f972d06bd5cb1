import type { ExportFormat } from '@aisha/kinds';

/** What a format is called on its button, in any language. */
export const FORMAT_LABELS: Readonly<Record<ExportFormat, string>> = {
  docx: '📄 DOCX',
  pdf: '📕 PDF',
  txt: '📃 TXT',
  md: '📃 MD',
  srt: '🎬 SRT',
  vtt: '🎬 VTT',
};
