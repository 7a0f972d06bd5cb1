import { inOneLine } from '@aisha/printing';
import type { Block, ExportedDocument, Line } from './document';
import type { FileType } from './file-type';
import { anchorOf, labelOf, unsupportedMark } from './plain';

/** Escapes a text for Markdown, so that a person's words make no heading, list, link, emphasis or tag. */
const escaped = (text: string): string =>
  inOneLine(text)
    .replace(/[\\`*_[\]<>~|&]/g, String.raw`\$&`)
    .replace(/^([#+=-])/, String.raw`\$1`)
    .replace(/^(\d+)([.)])/, String.raw`$1\$2`);

/** The label of a line: its time, or its number. For a point it is a link to its passage. */
const placeOf = (line: Line): string => {
  const label = labelOf(line);
  if (label === undefined) return '';
  return line.restsOn === undefined ? escaped(`[${label}]`) : `[${label}](#${anchorOf(line.restsOn)})`;
};

const lineOf = (block: Block, document: ExportedDocument): string => {
  if (block.kind === 'heading') return `## ${escaped(block.text)}`;
  const beside = [placeOf(block), ...(block.speaker === undefined ? [] : [escaped(`${inOneLine(block.speaker)}:`)])]
    .filter(Boolean)
    .join(' ');
  const anchor = block.passage === undefined ? '' : `<a id="${anchorOf(block.passage)}"></a>`;
  const mark = block.isSupported === false ? ` *(${unsupportedMark(document)})*` : '';
  return `${block.kind === 'item' ? '- ' : ''}${anchor}${beside && `**${beside}** `}${escaped(block.text)}${mark}`;
};

/** Makes Markdown by the rules of CommonMark. */
export const md: FileType<ExportedDocument> = {
  contentType: 'text/markdown; charset=utf-8',
  render: async (document) => {
    const { title, blocks } = document;
    const lines = blocks.map((block, at) => {
      const isList = block.kind === 'item' && blocks[at + 1]?.kind === 'item';
      return `${lineOf(block, document)}\n${isList ? '' : '\n'}`;
    });
    return Buffer.from(`# ${escaped(title)}\n\n${lines.join('').trimEnd()}\n`, 'utf8');
  },
};
