import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { DocumentReader } from '@aisha/kinds/tables';
import { documentTexts } from '@aisha/words';
import { answer, onButton } from '../../engine/conversation';
import { asksForExport } from '../../orders/exports';
import { exportDocument } from './document.callbacks';

export const exportAction = onButton(exportDocument, async ({ orderId, format }, context, readers) => {
  const { userId, language } = context.person;
  if (!(await readers.of(DocumentReader).find(userId, orderId))) return answer(documentTexts[language].documentGone);
  return asksForExport(context, readers, message(transcriberInbox, 'export-document', { orderId, userId, format }));
});
