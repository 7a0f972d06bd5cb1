import { inOneLine } from '@aisha/printing';
import type { Block, ExportedDocument } from './document';
import type { FileType } from './file-type';
import { labelOf, unsupportedMark } from './plain';

/** The byte order mark, without which an old Notepad reads Cyrillic in another code page. */
const UTF8_MARK = '\uFEFF';

const lineOf = (block: Block, document: ExportedDocument): string => {
  const text = inOneLine(block.text);
  if (block.kind === 'heading') return text.toLocaleUpperCase(document.language);
  const label = labelOf(block);
  const place = label === undefined ? '' : `[${label}] `;
  const speaker = block.speaker === undefined ? '' : `${inOneLine(block.speaker)}: `;
  const mark = block.isSupported === false ? ` (${unsupportedMark(document)})` : '';
  return `${block.kind === 'item' ? '• ' : ''}${place}${speaker}${text}${mark}`;
};

/** Makes plain text. A paragraph is a line with an empty line after it; the items of a list stand together. */
export const txt: FileType<ExportedDocument> = {
  contentType: 'text/plain; charset=utf-8',
  render: async (document) => {
    const { title, blocks } = document;
    const lines = blocks.map((block, at) => {
      const isList = block.kind === 'item' && blocks[at + 1]?.kind === 'item';
      return `${lineOf(block, document)}\n${isList ? '' : '\n'}`;
    });
    return Buffer.from(`${UTF8_MARK}${inOneLine(title)}\n\n${lines.join('').trimEnd()}\n`, 'utf8');
  },
};
