import { EXPORT_FORMATS, type ExportFormat, type OrderId } from '@aisha/domain';
import { rowsOf, type Button } from '../../engine/conversation';
import { exportTranscript } from './transcribe.callbacks';

/** What a format is called on its button, in any language. */
const LABEL: Readonly<Record<ExportFormat, string>> = {
  docx: '📄 DOCX',
  pdf: '📕 PDF',
  txt: '📃 TXT',
  md: '📃 MD',
  srt: '🎬 SRT',
  vtt: '🎬 VTT',
};

/** Under a result: one to read and change, one to read and print, one for a video. */
const USUAL: readonly ExportFormat[] = ['docx', 'pdf', 'srt'];

const buttonFor = (orderId: OrderId) => (format: ExportFormat) =>
  exportTranscript.button(LABEL[format], { orderId, format });

export const usualFormats = (orderId: OrderId): Button[] => USUAL.map(buttonFor(orderId));
export const allFormats = (orderId: OrderId): Button[][] =>
  rowsOf(EXPORT_FORMATS.map(buttonFor(orderId)), USUAL.length);
