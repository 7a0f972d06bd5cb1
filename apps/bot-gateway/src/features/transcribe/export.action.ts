import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { answer, calendarFor, dayText, onButton, send } from '../../engine/conversation';
import { FILE_BUDGETS } from '../../engine/telegram/file-budget.store';
import { exportTranscript } from './transcribe.callbacks';
import { transcribeTexts } from './transcribe.texts';

const { aDay: A_DAY } = FILE_BUDGETS.exports;

/** A tap on a format: the transcriber makes the file, and it comes as a message of its own. */
export const exportAction = onButton(exportTranscript, async ({ orderId, format }, { person, now }, readers) => {
  const { userId, language } = person;
  const t = transcribeTexts[language];
  const transcript = await readers.transcripts.find(userId, orderId);
  if (!transcript) return answer(t.gone);
  if (((await readers.budgets.exports(userId, now))?.used ?? 0) >= A_DAY) return answer(t.enoughFiles(A_DAY));
  const title = transcript.title ?? t.untitled(dayText(transcript.createdAt, await calendarFor(readers, person)));
  return answer(
    t.making,
    send(message(transcriberInbox, 'export-transcript', { orderId, userId, format, title, language })),
  );
});
