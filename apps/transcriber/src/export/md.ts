import type { Block, ExportedDocument } from './document';
import type { FileType } from './file-type';
import { clockText, inOneLine, unsupportedText } from './plain';

/** As text, whatever it looks like: no heading, list, link, emphasis or tag comes of what somebody said. */
const escaped = (text: string): string =>
  inOneLine(text)
    .replace(/[\\`*_[\]<>~|&]/g, String.raw`\$&`)
    .replace(/^([#+=-])/, String.raw`\$1`)
    .replace(/^(\d+)([.)])/, String.raw`$1\$2`);

const lineOf = (block: Block, language: ExportedDocument['language']): string => {
  if (block.kind === 'heading') return `## ${escaped(block.text)}`;
  const label = [
    ...(block.at === undefined ? [] : [`[${clockText(block.at)}]`]),
    ...(block.speaker === undefined ? [] : [`${inOneLine(block.speaker)}:`]),
  ].join(' ');
  const mark = block.isSupported === false ? ` *(${unsupportedText[language]})*` : '';
  return `${block.kind === 'item' ? '- ' : ''}${label && `**${escaped(label)}** `}${escaped(block.text)}${mark}`;
};

/** Markdown, as CommonMark has it. */
export const md: FileType<ExportedDocument> = {
  contentType: 'text/markdown; charset=utf-8',
  render: async ({ title, language, blocks }) => {
    const lines = blocks.map((block, at) => {
      const isList = block.kind === 'item' && blocks[at + 1]?.kind === 'item';
      return `${lineOf(block, language)}\n${isList ? '' : '\n'}`;
    });
    return Buffer.from(`# ${escaped(title)}\n\n${lines.join('').trimEnd()}\n`, 'utf8');
  },
};
