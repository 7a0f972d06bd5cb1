import { message } from '@aisha/contracts';
import type { DeliverExport } from '@aisha/contracts/bot-gateway';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { DraftReader } from '@aisha/database/bot';
import type { SourceId } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import {
  answer,
  type Anywhere,
  calendarFor,
  calendarOfPerson,
  dayText,
  type Elsewhere,
  feature,
  type FileKind,
  onButton,
  onCommand,
  onFreeLink,
  onUnhandled,
  open,
  openAndDrop,
  Readers,
} from '../../engine/conversation';
import { onKeptFile, sentAgain } from '../../free-files/kept-file';
import { asksForExport, Exports } from '../../orders/exports';
import { ChangedTranscripts } from '../../readers';
import { boundsOf, isTaken, leadsToRecording, listening, soundsLikeRecording, takeLink, takeRecording } from './listen';
import {
  exportTranscript,
  openMeasured,
  openTranscribe,
  openTranscripts,
  showTranscript,
  transcribeKept,
} from './transcribe.callbacks';
import { keyOf, TRANSCRIBE, type TranscribeDraft } from './transcribe.draft';
import { transcribeFlow } from './transcribe.flow';
import { fileNameOf } from './transcription.order';
import { knowsWords } from './words.store';

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

/** The file of a transcript that its person asked for, or a word about why there is none. */
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

/** A recording sent outside of any flow is to be transcribed: it is listened to, and its price is shown. */
const outsideOfFlow = (kind: FileKind) =>
  onUnhandled(kind, (file, context, readers) => {
    if (kind === 'file' && !soundsLikeRecording(file)) return undefined;
    const taken = takeRecording(file, transcribeTexts[context.person.language], boundsOf(readers));
    if (!isTaken(taken)) return answer(taken);
    const { draft, effect } = listening(taken, [], context);
    return open(transcribeFlow, { step: 'listening', draft }, effect);
  });

/** The length waits in its draft; a draft that is dropped or resumed has taken it along. */
const offerKept = async (
  { sourceId }: { sourceId: SourceId },
  { person, at }: Anywhere,
  readers: Readers,
): Promise<Elsewhere> => {
  const here = at?.flow === TRANSCRIBE ? (at.draft as TranscribeDraft) : undefined;
  const kept =
    here?.sourceId === sourceId ? here : (await readers.of(DraftReader).find(person.userId, keyOf(sourceId)))?.draft;
  const draft = (kept ?? {}) as TranscribeDraft;
  return draft.measured
    ? openAndDrop(here === draft ? undefined : keyOf(sourceId), transcribeFlow, { step: 'confirm', draft })
    : answer(transcribeTexts[person.language].noPrice);
};

export const transcribeFeature = feature({
  flows: [transcribeFlow],
  menu: [
    {
      button: openTranscribe,
      label: inEveryLanguage(transcribeTexts, (t) => t.entryTranscribe),
      storey: 'assistant',
      place: 1,
      first: 'everyone',
    },
    {
      button: openTranscripts,
      label: inEveryLanguage(transcribeTexts, (t) => t.entryTranscripts),
      storey: 'works',
      place: 3,
    },
  ],
  actions: [
    onCommand(
      'transcribe',
      inEveryLanguage(transcribeTexts, (t) => t.commandTranscribe),
      () => open(transcribeFlow),
    ),
    onButton(openTranscribe, () => open(transcribeFlow)),
    onButton(openTranscripts, () => open(transcribeFlow, { step: 'list', draft: { before: null } })),
    // Telegram's limit is not ours: a long recording may be larger.
    onKeptFile(transcribeKept, (file, context) => {
      const { draft, effect } = listening(sentAgain(file), [], context);
      return open(transcribeFlow, { step: 'listening', draft }, effect);
    }),
    onButton(openMeasured, offerKept),
    onButton(showTranscript, ({ orderId: opened }) => open(transcribeFlow, { step: 'transcript', draft: { opened } })),
    exportAction,
    outsideOfFlow('voice'),
    outsideOfFlow('audio'),
    outsideOfFlow('video'),
    outsideOfFlow('file'),
    onFreeLink((link, context) => {
      if (!leadsToRecording(link)) return undefined;
      const { draft, effect } = listening(takeLink(link, context), [], context);
      return open(transcribeFlow, { step: 'listening', draft }, effect);
    }),
  ],
  needConsent: ['fetch-recording'],
  withdrawn: [knowsWords([])],
});
