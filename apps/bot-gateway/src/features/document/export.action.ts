import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { DocumentReader } from '@aisha/kinds/tables';
import { answer, onButton } from '../../engine/conversation';
import { asksForExport } from '../../orders/exports';
import { exportDocument } from './document.callbacks';
import { documentTexts } from './document.texts';

export const exportAction = onButton(exportDocument, async ({ orderId, format }, context, readers) => {
  const { userId, language } = context.person;
  if (!(await readers.of(DocumentReader).find(userId, orderId))) return answer(documentTexts[language].documentGone);
  return asksForExport(context, readers, message(transcriberInbox, 'export-document', { orderId, userId, format }));
});
