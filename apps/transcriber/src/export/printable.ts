import { isPrintable as isTextPrintable } from '@aisha/printing';
import type { ExportedDocument } from './document';

/** Whether a PDF can show every letter and number of a document. Its font has none for Arabic and Chinese, and not all for Kazakh. */
export const isPrintable = ({ title, blocks }: ExportedDocument): boolean =>
  [title, ...blocks.flatMap((block) => [block.text, block.kind === 'heading' ? '' : (block.speaker ?? '')])].every(
    isTextPrintable,
  );
