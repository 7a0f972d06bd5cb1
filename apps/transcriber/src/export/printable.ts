import { hasLetter, inOneLine } from '@aisha/printing';
import type { ExportedDocument } from './document';

/** Whether a PDF can show every letter of a document. Its font has no Arabic, Chinese or Kazakh letters. */
export const isPrintable = ({ title, blocks }: ExportedDocument): boolean =>
  [title, ...blocks.flatMap((block) => [block.text, block.kind === 'heading' ? '' : (block.speaker ?? '')])].every(
    (text) => (inOneLine(text).match(/\p{L}/gu) ?? []).every(hasLetter),
  );
