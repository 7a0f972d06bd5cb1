import { buffer } from 'node:stream/consumers';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { FONT, printed } from '@aisha/printing';
import PDFDocument from 'pdfkit';
import type { Block, ExportedDocument } from './document';
import type { FileType } from './file-type';
import { anchorOf, labelOf, unsupportedMark } from './plain';

/** Sizes of letters in points, as all lengths of this file are. */
const SIZE = { title: 20, heading: 14, text: 11, small: 8.5 } as const;
const MARGIN = 57; // 2 cm
/** The width of the column of times, to the left of the words. The longest time, «1:02:03», fits. */
const TIMES = 46;
const BULLET = 14;
/** How many blocks are written without a break, which takes some 10 ms of a core. Then the process lets other work run. */
const BLOCKS_AT_ONCE = 10;
/**
 * Matches the beginning of a word that is too long to be one, such as a row of underscores or a file in hexadecimal digits. PDFKit measures
 * what is left of a word anew for each line, so a word of 12 000 letters takes it 20 seconds, in which the process does nothing else.
 */
const LONG_WORD = /[^ ]{500}(?=[^ ])/gu;
const [INK, GREY, LINK] = ['#1F2937', '#6B7280', '#2563EB'];

/** Makes pages of A4, with the times in a column of their own and page numbers at the bottom. */
export const pdf: FileType<ExportedDocument> = {
  contentType: 'application/pdf',
  render: async (document) => {
    const { title, language, textLanguage = language, blocks } = document;
    const name = printed(title);
    const page = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      font: FONT.text,
      bufferPages: true,
      lang: textLanguage,
      info: { Title: name, Creator: 'Aisha' },
    });
    const bytes = buffer(page);
    const hasTimes = blocks.some((block) => block.kind !== 'heading' && labelOf(block) !== undefined);
    page.font(FONT.bold).fontSize(SIZE.title).fillColor(INK).text(name).moveDown(0.8);
    for (const [nth, block] of blocks.entries()) {
      if (nth % BLOCKS_AT_ONCE === 0) await othersTurn();
      write(page, block, document, MARGIN + (hasTimes ? TIMES : 0));
    }
    numberPages(page);
    page.end();
    return bytes;
  },
};

function write(page: PDFKit.PDFDocument, block: Block, document: ExportedDocument, indent: number): void {
  const text = printed(block.text).replace(LONG_WORD, '$&\n');
  const bottom = page.page.height - MARGIN;
  if (block.kind === 'heading') {
    page.font(FONT.bold).fontSize(SIZE.heading).fillColor(INK);
    // A heading must not be the last line of a page.
    if (page.y + 4 * page.currentLineHeight(true) > bottom) page.addPage();
    else page.moveDown(0.6);
    page.text(text, MARGIN).moveDown(0.5);
    return;
  }
  page.font(FONT.text).fontSize(SIZE.text);
  // A time or a bullet is beside the first line of its block. So when that line does not fit, a new page begins before the time or the
  // bullet is written.
  if (page.y + page.currentLineHeight(true) > bottom) page.addPage();
  const { y } = page;
  const label = labelOf(block);
  if (label !== undefined) {
    const { restsOn, passage } = block;
    page
      .fontSize(SIZE.small)
      .fillColor(restsOn === undefined ? GREY : LINK)
      .text(label, MARGIN, y + 2.8, {
        lineBreak: false,
        ...(restsOn !== undefined && { goTo: anchorOf(restsOn) }),
        ...(passage !== undefined && { destination: anchorOf(passage) }),
      });
  }
  const left = indent + (block.kind === 'item' ? BULLET : 0);
  page.fontSize(SIZE.text).fillColor(INK);
  if (block.kind === 'item') page.text('•', indent, y, { lineBreak: false });
  const isSupported = block.isSupported ?? true;
  const flow = { width: page.page.width - MARGIN - left, lineGap: 2.5 };
  page.x = left;
  page.y = y;
  if (block.speaker !== undefined) {
    page
      .font(FONT.bold)
      .text(`${printed(block.speaker)}: `, { ...flow, continued: true })
      .font(FONT.text);
  }
  page.fillColor(isSupported ? INK : GREY).text(text, { ...flow, continued: !isSupported });
  if (!isSupported) page.text(` (${unsupportedMark(document)})`, { ...flow, continued: false });
  page.moveDown(block.kind === 'item' ? 0.25 : 0.6);
}

function numberPages(page: PDFKit.PDFDocument): void {
  const { count } = page.bufferedPageRange();
  for (let at = 0; at < count; at += 1) {
    page.switchToPage(at);
    page.page.margins.bottom = 0; // otherwise a text this low would begin another page
    page
      .font(FONT.text)
      .fontSize(SIZE.small)
      .fillColor(GREY)
      .text(`${at + 1} / ${count}`, MARGIN, page.page.height - MARGIN / 2 - SIZE.small, {
        width: page.page.width - 2 * MARGIN,
        align: 'center',
        lineBreak: false,
      });
  }
}
