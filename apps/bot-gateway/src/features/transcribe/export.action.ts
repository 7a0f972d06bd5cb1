import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { answer, calendarFor, dayText, onButton } from '../../engine/conversation';
import { asksForExport } from '../../orders/exports';
import { exportTranscript } from './transcribe.callbacks';
import { transcribeTexts } from '@aisha/words';
import { ChangedTranscripts } from '../../readers';

export const exportAction = onButton(exportTranscript, async ({ orderId, format }, context, readers) => {
  const { userId, language } = context.person;
  const t = transcribeTexts[language];
  const transcript = await readers.of(ChangedTranscripts).find(userId, orderId);
  if (!transcript) return answer(t.gone);
  const title =
    transcript.title ?? t.untitled({ date: dayText(transcript.createdAt, await calendarFor(readers, context.person)) });
  const asks = message(transcriberInbox, 'export-transcript', { orderId, userId, format, title, language });
  return asksForExport(context, readers, asks);
});
