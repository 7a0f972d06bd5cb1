import type { Block, ExportedDocument } from './document';
import type { FileType } from './file-type';
import { inOneLine, labelOf, unsupportedText } from './plain';

/** Without it the Notepad of old takes Cyrillic for another code page. */
const UTF8_MARK = '\uFEFF';

const lineOf = (block: Block, language: ExportedDocument['language']): string => {
  const text = inOneLine(block.text);
  if (block.kind === 'heading') return text.toLocaleUpperCase(language);
  const label = labelOf(block);
  const place = label === undefined ? '' : `[${label}] `;
  const speaker = block.speaker === undefined ? '' : `${inOneLine(block.speaker)}: `;
  const mark = block.isSupported === false ? ` (${unsupportedText[language]})` : '';
  return `${block.kind === 'item' ? '• ' : ''}${place}${speaker}${text}${mark}`;
};

/** Plain text: a paragraph is a line, with an empty one after it; items stand together. */
export const txt: FileType<ExportedDocument> = {
  contentType: 'text/plain; charset=utf-8',
  render: async ({ title, language, blocks }) => {
    const lines = blocks.map((block, at) => {
      const isList = block.kind === 'item' && blocks[at + 1]?.kind === 'item';
      return `${lineOf(block, language)}\n${isList ? '' : '\n'}`;
    });
    return Buffer.from(`${UTF8_MARK}${inOneLine(title)}\n\n${lines.join('').trimEnd()}\n`, 'utf8');
  },
};
