import type { ExportFormat } from '@aisha/kinds';
import type { DeliveredDocument } from '@aisha/kinds/tables';
import { documentTexts } from '@aisha/words';
import { isoDayText, type Calendar } from '../../engine/conversation';

/** «Итоги встречи», «Перевод на английский». */
export const nameOf = (
  { documentType: type, targetLanguage: target }: Pick<DeliveredDocument, 'documentType' | 'targetLanguage'>,
  { language }: Pick<Calendar, 'language'>,
): string => documentTexts[language].name({ type, target });

/** What the file of a document is called: by what it is and by its day. */
export const fileNameOf = (document: DeliveredDocument, format: ExportFormat, calendar: Calendar): string =>
  `${nameOf(document, calendar).toLowerCase().replaceAll(' ', '-')}-${isoDayText(document.createdAt, calendar)}.${format}`;
