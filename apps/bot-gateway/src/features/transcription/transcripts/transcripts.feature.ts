import { message } from '@aisha/contracts';
import type { DeliverExport } from '@aisha/contracts/bot-gateway';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import {
  answer,
  calendarFor,
  calendarOfPerson,
  dayText,
  feature,
  onButton,
  open,
  Readers,
} from '../../../engine/conversation';
import type { MenuEntry } from '../../../callbacks/menu.callbacks';
import { asksForExport, Exports } from '../../../orders/exports';
import { ChangedTranscripts } from '../../../readers';
import {
  chooseFormat,
  exportTranscript,
  openTranscripts,
  showTranscript,
} from '../../../callbacks/transcripts.callbacks';
import { TRANSCRIBE } from '../recording/transcribe.draft';
import { fileNameOf } from './transcription.order';

const exportAction = onButton(exportTranscript, async ({ orderId, format }, context, readers) => {
  const { userId, language } = context.person;
  const t = transcribeTexts[language];
  const transcript = await readers.of(ChangedTranscripts).find(userId, orderId);
  if (!transcript) return answer(t.gone);
  const title =
    transcript.title ?? t.untitled({ date: dayText(transcript.createdAt, await calendarFor(readers, context.person)) });
  const asks = message(transcriberInbox, 'export-transcript', { orderId, userId, format, title, language });
  return asksForExport(context, readers, asks);
});

/** Delivers the file of a transcript for which the person asked, or says why there is none. */
@Injectable()
export class DeliverTranscriptFileHandler implements JobHandler<DeliverExport> {
  constructor(
    private readonly readers: Readers,
    private readonly exports: Exports,
  ) {}

  readonly handle = async (made: DeliverExport, context: JobContext): Promise<void> => {
    const { userId, orderId, format } = made;
    const calendar = await calendarOfPerson(this.readers, userId);
    const t = transcribeTexts[calendar.language];
    const transcript = await this.readers.of(ChangedTranscripts).find(userId, orderId);
    const exported = transcript
      ? { fileName: fileNameOf(transcript, format, calendar), caption: t.exported({ title: transcript.title }) }
      : { gone: t.gone };
    await this.exports.deliver(made, exported, calendar.language, context);
  };
}

/** The conversation about earlier transcripts: their list, each transcript, and its files. */
export const transcriptsFeature = feature<MenuEntry>({
  menu: [
    {
      button: openTranscripts,
      label: inEveryLanguage(transcribeTexts, (t) => t.entryTranscripts),
      storey: 'works',
      place: 3,
    },
  ],
  actions: [
    onButton(openTranscripts, () => open({ name: TRANSCRIBE }, { step: 'list', draft: { before: null } })),
    onButton(showTranscript, ({ orderId: opened }) =>
      open({ name: TRANSCRIBE }, { step: 'transcript', draft: { opened } }),
    ),
    onButton(chooseFormat, async ({ orderId: opened }, { person: { userId, language } }, readers) =>
      (await readers.of(ChangedTranscripts).find(userId, opened))
        ? open({ name: TRANSCRIBE }, { step: 'formats', draft: { opened } })
        : answer(transcribeTexts[language].gone),
    ),
    exportAction,
  ],
});
