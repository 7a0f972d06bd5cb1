import { inOneLine } from '@aisha/printing';
import {
  AlignmentType,
  Bookmark,
  Document,
  Footer,
  HeadingLevel,
  InternalHyperlink,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx';
import type { Block, ExportedDocument, Line } from './document';
import type { FileType } from './file-type';
import { anchorOf, labelOf, unsupportedMark } from './plain';

/** A font with Cyrillic that every installation of Word has. */
const FONT = 'Calibri';
/** Sizes of letters in half points. */
const SIZE = { title: 36, heading: 26, text: 22, small: 18 } as const;
const [GREY, LINK] = ['6B7280', '2563EB'];

/** The variants of English and Russian by which Word checks spelling. For any other language the language's own code is enough. */
const SPELLING: Readonly<Record<string, string>> = { ru: 'ru-RU', en: 'en-US' };

/** The size of an A4 page in twentieths of a point; `MARGIN` is 2 cm in the same unit. */
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = 1_134;
const FOOT = 1_588; // the lower margin, which holds the page number

/** Whether a text is read from right to left, as Hebrew and Arabic are. The first letter decides. */
const isFromTheRight = (text: string): boolean => {
  const [letter] = /\p{L}/u.exec(text) ?? [];
  return letter !== undefined && /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter);
};

/** The label of a line: its time, or its number. For a point it is a link to the bookmark of its passage. */
const placeOf = (line: Line): ParagraphChild[] => {
  const { restsOn, passage } = line;
  const label = labelOf(line);
  if (label === undefined) return [];
  const run = (color: string) => new TextRun({ text: label, color, size: SIZE.small });
  const gap = new TextRun({ text: '  ', size: SIZE.small });
  if (restsOn !== undefined) return [new InternalHyperlink({ anchor: anchorOf(restsOn), children: [run(LINK)] }), gap];
  return [passage === undefined ? run(GREY) : new Bookmark({ id: anchorOf(passage), children: [run(GREY)] }), gap];
};

const paragraphOf = (block: Block, document: ExportedDocument): Paragraph => {
  const text = inOneLine(block.text);
  const rightToLeft = isFromTheRight(text);
  if (block.kind === 'heading') {
    return new Paragraph({
      heading: HeadingLevel.HEADING_1,
      bidirectional: rightToLeft,
      children: [new TextRun({ text, rightToLeft })],
    });
  }
  const { speaker, isSupported = true } = block;
  return new Paragraph({
    bidirectional: rightToLeft,
    ...(block.kind === 'item' ? { bullet: { level: 0 }, spacing: { after: 60 } } : {}),
    children: [
      ...placeOf(block),
      ...(speaker === undefined ? [] : [new TextRun({ text: `${inOneLine(speaker)}: `, bold: true })]),
      new TextRun({ text, rightToLeft, ...(!isSupported && { color: GREY }) }),
      ...(isSupported
        ? []
        : [new TextRun({ text: ` (${unsupportedMark(document)})`, italics: true, color: GREY, size: SIZE.small })]),
    ],
  });
};

/** Makes a Word document with real headings and lists. */
export const docx: FileType<ExportedDocument> = {
  contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  render: (document) => {
    const { title, language, textLanguage = language, blocks } = document;
    const name = inOneLine(title);
    const pageNumber = new TextRun({ children: [PageNumber.CURRENT], color: GREY, size: SIZE.small });
    return Packer.toBuffer(
      new Document({
        title: name,
        creator: 'Aisha',
        styles: {
          default: {
            document: {
              run: { font: FONT, size: SIZE.text, language: { value: SPELLING[textLanguage] ?? textLanguage } },
              paragraph: { spacing: { after: 160, line: 288, lineRule: LineRuleType.AUTO } },
            },
            title: {
              run: { font: FONT, size: SIZE.title, bold: true },
              paragraph: { spacing: { after: 240, line: 240, lineRule: LineRuleType.AUTO } },
            },
            heading1: {
              run: { font: FONT, size: SIZE.heading, bold: true },
              paragraph: { spacing: { before: 280, after: 120 }, keepNext: true },
            },
          },
        },
        sections: [
          {
            properties: {
              page: { size: A4, margin: { top: MARGIN, right: MARGIN, bottom: FOOT, left: MARGIN } },
            },
            footers: {
              default: new Footer({
                children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [pageNumber] })],
              }),
            },
            children: [
              new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(name)] }),
              ...blocks.map((block) => paragraphOf(block, document)),
            ],
          },
        ],
      }),
    );
  },
};
