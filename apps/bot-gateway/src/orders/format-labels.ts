import type { ExportFormat } from '@aisha/kinds';

/** The name of each format on its button, the same in all languages. */
export const FORMAT_LABELS: Readonly<Record<ExportFormat, string>> = {
  docx: '📄 DOCX',
  pdf: '📕 PDF',
  txt: '📃 TXT',
  md: '📃 MD',
  srt: '🎬 SRT',
  vtt: '🎬 VTT',
};
