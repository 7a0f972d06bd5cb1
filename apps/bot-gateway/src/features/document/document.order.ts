import { LANGUAGE_NAMES } from '@aisha/domain';
import {
  DOCUMENT_TYPES,
  type DocumentType,
  type ExportFormat,
  TARGET_LANGUAGES,
  type TargetLanguage,
  timeInRecording,
} from '@aisha/kinds';
import { type DeliveredDocument, DocumentReader } from '@aisha/kinds/tables';
import { documentFileTexts, documentTexts, inEveryLanguage } from '@aisha/words';
import { beginningOf, type Calendar, calendarFor, html, isoDayText } from '../../engine/conversation';
import { type Content, documentOf } from '../../engine/deliveries/content';
import type { FileKindView } from '../../orders/file-kind';
import type { OrderKindView } from '../../orders/order-kind';
import { removal } from '../../orders/removals';
import { itsOrder } from '../../orders/shown-by';
import { openFiles } from '../../callbacks/files.callbacks';
import { readAloud } from '../../callbacks/speech.callbacks';
import { openTranscripts } from '../../callbacks/transcripts.callbacks';
import { openDocuments, otherFormats } from '../../callbacks/document.callbacks';

const documentFile: FileKindView = {
  words: inEveryLanguage(documentTexts, (t) => ({ many: t.fileMany, one: t.fileOne, fileName: t.fileName })),
  formName: (form, language) => {
    const [type, target] = form.split(' ');
    return nameOf(
      { documentType: type as DocumentType, targetLanguage: (target as TargetLanguage | undefined) ?? null },
      { language },
    );
  },
  forms: DOCUMENT_TYPES.flatMap((type) =>
    type === 'translation' ? TARGET_LANGUAGES.map((target) => `${type} ${target}`) : [type],
  ),
  as: 'document',
  otherFormats,
  shownBy: itsOrder,
  uses: [readAloud],
  removal: ({ orderId }, userId) => removal({ kind: 'document', orderId, userId }),
};

/** The target language of a translation, as the name of the document asks for it: its code and what it calls itself. */
export const intoLanguage = (target: TargetLanguage | null) => ({
  target,
  own: target === null ? '' : LANGUAGE_NAMES[target].own,
});

/** The name of a document by its type: «Итоги встречи», «Перевод на английский». */
export const nameOf = (
  { documentType: type, targetLanguage: target }: Pick<DeliveredDocument, 'documentType' | 'targetLanguage'>,
  { language }: Pick<Calendar, 'language'>,
): string => documentTexts[language].name({ type, ...intoLanguage(target) });

/** The name of a document's file: its kind and its day. */
export const fileNameOf = (document: DeliveredDocument, format: ExportFormat, calendar: Calendar): string =>
  `${nameOf(document, calendar).toLowerCase().replaceAll(' ', '-')}-${isoDayText(document.createdAt, calendar)}.${format}`;

/** How many characters of a document's beginning the caption shows; a caption holds 1024. */
const PREVIEW = 700;

/** Takes as many whole points as there is room for. If the first one alone is too long, takes its beginning. */
const beginningOfPoints = (points: readonly string[]): string => {
  const fitting = points.findIndex((_, at) => points.slice(0, at + 1).join('\n').length > PREVIEW);
  if (fitting < 0) return points.join('\n');
  return fitting === 0 ? beginningOf(points[0]!, PREVIEW) : `${points.slice(0, fitting).join('\n')}\n…`;
};

/**
 * Delivers the file with a caption: the kind of document, its beginning, and whether everything in it was found in the recording. The
 * message quotes the person's recording, so that the times in the caption play the recording from there (decision 89).
 */
const deliveredDocument = (document: DeliveredDocument, calendar: Calendar): Content => {
  const t = documentTexts[calendar.language];
  const { points, documentPath, messageId, transcriptId } = document;
  const lines = points.map(({ text, owner, due, at }) => {
    const task = documentFileTexts[calendar.language].point({ text, owner, due });
    return at === null ? task : `${timeInRecording(at)} ${task}`;
  });
  const preview = beginningOfPoints(lines);
  const doubted = points.filter(({ isSupported }) => !isSupported).length;
  return {
    ...documentOf(
      documentPath,
      fileNameOf(document, 'docx', calendar),
      html`<b>${nameOf(document, calendar)}</b>

${preview}${doubted > 0 && t.doubted({ points: doubted, isOfRecording: transcriptId !== null })}`,
    ),
    ...(messageId !== null && { replyTo: messageId }),
  };
};

/** How the bot shows and handles an order of a document, which is made from a transcript or a sent file. */
export const documentOrder: OrderKindView<'document'> = {
  kind: 'document',
  title: inEveryLanguage(documentTexts, (t) => t.orderTitle),
  shortTitle: inEveryLanguage(documentTexts, (t) => t.orderShortTitle),
  preparing: inEveryLanguage(documentTexts, (t) => t.orderPreparing),
  files: { document: documentFile },
  result: async (orderId, { readers, ...person }) => {
    const document = await readers.of(DocumentReader).find(person.userId, orderId);
    return { contents: document ? [deliveredDocument(document, await calendarFor(readers, person))] : [] };
  },
  again: inEveryLanguage(documentTexts, (t) => t.orderAgain),
  delivered: inEveryLanguage(documentTexts, (t) => () => t.orderDelivered),
  resultButtons: ({ orderId }, language) => [
    otherFormats(orderId),
    [
      openTranscripts.button(documentTexts[language].transcripts, {}),
      openFiles.button(documentTexts[language].files, {}),
    ],
  ],
  retryButtons: (_, language) => [
    [openDocuments.button(documentTexts[language].another, {})],
    [openTranscripts.button(documentTexts[language].transcripts, {})],
  ],
};
