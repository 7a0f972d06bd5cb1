import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { answer, onButton, send } from '../../engine/conversation';
import { FILE_BUDGETS } from '../../engine/telegram/file-budget.store';
import { exportDocument } from './document.callbacks';
import { documentTexts } from './document.texts';

const { aDay: A_DAY } = FILE_BUDGETS.exports;

/** A tap on a format: the transcriber makes the file, and it comes as a message of its own. */
export const exportAction = onButton(exportDocument, async ({ orderId, format }, { person, now }, readers) => {
  const { userId, language } = person;
  const t = documentTexts[language];
  if (!(await readers.documents.find(userId, orderId))) return answer(t.documentGone);
  if (((await readers.budgets.exports(userId, now))?.used ?? 0) >= A_DAY) return answer(t.enoughFiles(A_DAY));
  return answer(t.making, send(message(transcriberInbox, 'export-document', { orderId, userId, format })));
});
