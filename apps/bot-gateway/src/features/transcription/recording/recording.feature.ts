import { DraftReader } from '@aisha/database/bot';
import type { SourceId } from '@aisha/domain';
import { transcribeTexts } from '@aisha/words';
import {
  answer,
  type Anywhere,
  type Elsewhere,
  feature,
  type FileKind,
  onButton,
  onFreeLink,
  onUnhandled,
  open,
  openAndDrop,
  type Readers,
} from '../../../engine/conversation';
import { onKeptFile, sentAgain } from '../../../free-files/kept-file';
import { openMeasured, transcribeKept } from '../../../callbacks/recording.callbacks';
import { boundsOf, isTaken, leadsToRecording, listening, soundsLikeRecording, takeLink, takeRecording } from './listen';
import { keyOf, TRANSCRIBE, type TranscribeDraft } from './transcribe.draft';

/** Handles a recording that is sent outside of any flow: has it measured, and shows the price of its transcript. */
const outsideOfFlow = (kind: FileKind) =>
  onUnhandled(kind, (file, context, readers) => {
    if (kind === 'file' && !soundsLikeRecording(file)) return undefined;
    const taken = takeRecording(file, transcribeTexts[context.person.language], boundsOf(readers));
    if (!isTaken(taken)) return answer(taken);
    const { draft, effect } = listening(taken, [], context);
    return open({ name: TRANSCRIBE }, { step: 'listening', draft }, effect);
  });

/**
 * Opens the price of a recording. The draft keeps the recording's length, so the length is gone when the person has dropped or resumed the
 * draft.
 */
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
    ? openAndDrop(here === draft ? undefined : keyOf(sourceId), { name: TRANSCRIBE }, { step: 'confirm', draft })
    : answer(transcribeTexts[person.language].noPrice);
};

/**
 * Handles recordings that come outside of their conversation, as a file, a link or a button: has each one measured, and shows the price of
 * its transcript.
 */
export const recordingFeature = feature({
  actions: [
    // The size of the file is not checked, because a file that we keep may be larger than Telegram allows a bot to fetch.
    onKeptFile(transcribeKept, (file, context) => {
      const { draft, effect } = listening(sentAgain(file), [], context);
      return open({ name: TRANSCRIBE }, { step: 'listening', draft }, effect);
    }),
    onButton(openMeasured, offerKept),
    outsideOfFlow('voice'),
    outsideOfFlow('audio'),
    outsideOfFlow('video'),
    outsideOfFlow('file'),
    onFreeLink((link, context) => {
      if (!leadsToRecording(link)) return undefined;
      const { draft, effect } = listening(takeLink(link, context), [], context);
      return open({ name: TRANSCRIBE }, { step: 'listening', draft }, effect);
    }),
  ],
  needConsent: ['fetch-recording'],
});
