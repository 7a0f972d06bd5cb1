import type { SourceId } from '@aisha/domain';
import { DraftReader } from '@aisha/database/bot';
import {
  answer,
  feature,
  onButton,
  onCommand,
  onFreeLink,
  onUnhandled,
  open,
  openAndDrop,
  type Anywhere,
  type Elsewhere,
  type FileKind,
  type Readers,
} from '../../engine/conversation';
import { onKeptFile, sentAgain } from '../../free-files/kept-file';
import { exportAction } from './export.action';
import { boundsOf, isTaken, leadsToRecording, listening, soundsLikeRecording, takeLink, takeRecording } from './listen';
import { openMeasured, openTranscribe, openTranscripts, showTranscript, transcribeKept } from './transcribe.callbacks';
import { keyOf, TRANSCRIBE, type TranscribeDraft } from './transcribe.draft';
import { transcribeFlow } from './transcribe.flow';
import { inEveryLanguage, transcribeTexts } from '@aisha/words';
import { knowsWords } from './words.store';

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
