import type { OrderId } from '@aisha/domain';
import { EXPORT_FORMATS, type ExportFormat } from '@aisha/kinds';
import { rowsOf, type Button } from '../../engine/conversation';
import { FORMAT_LABELS } from '../../orders/format-labels';
import { exportTranscript } from './transcribe.callbacks';

/** The formats under a result: one to read and change, one to read and print, one for a video. */
const USUAL: readonly ExportFormat[] = ['docx', 'pdf', 'srt'];

const buttonFor = (orderId: OrderId) => (format: ExportFormat) =>
  exportTranscript.button(FORMAT_LABELS[format], { orderId, format });

export const usualFormats = (orderId: OrderId): Button[] => USUAL.map(buttonFor(orderId));
export const allFormats = (orderId: OrderId): Button[][] =>
  rowsOf(EXPORT_FORMATS.map(buttonFor(orderId)), USUAL.length);
