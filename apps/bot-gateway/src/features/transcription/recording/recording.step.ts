import { centiCredits, mayLookAgain } from '@aisha/domain';
import { SPEECH_UNIT_SECONDS } from '@aisha/kinds';
import { PriceReader } from '@aisha/database/billing';
import { callback, toMenu, type IncomingFile } from '../../../engine/conversation';
import { withoutRefusal } from '../../../free-files/without-refusal';
import { linkIn } from '../../../engine/links/link';
import { boundsOf, isTaken, listening, takeLink, takeRecording, takingMore, wait } from './listen';
import {
  goTo,
  loading,
  stay,
  type SentRecording,
  type TranscribeDraft,
  on as onListening,
  onText as onTextMeanwhile,
  step as listeningKit,
} from './transcribe.draft';

const mine = callback('txt.mine', {});
const again = callback('txt.again', {});
const following = callback('txt.next', {});

const { step, on, onVoice, onAudio, onVideo, onFile, onText, onPhoto } = loading(async (readers, _, { now }) => ({
  perMinute: await readers.of(PriceReader).quote('transcription.speech', 60 / SPEECH_UNIT_SECONDS, now),
  bounds: boundsOf(readers),
}));

type Context = Parameters<Parameters<typeof onVoice>[0]>[2];
const take = (draft: TranscribeDraft, file: IncomingFile, context: Context) => {
  const taken = takeRecording(file, context.t, context.data.bounds);
  if (!isTaken(taken)) return stay(withoutRefusal(draft), taken);
  return listen(draft, taken, context);
};
const listen = (draft: TranscribeDraft, taken: SentRecording, context: Context) => {
  const { draft: heard, effect } = listening(taken, draft.next ?? [], context);
  return goTo('listening', heard, effect);
};

/** Asks for a recording, or says why the last recording has no price. */
export const recordingStep = step({
  screen: ({ refusal, file, next = [] }, t, { perMinute, bounds }) => ({
    text: refusal
      ? t.refused({ refusal, more: next.length, linkMb: bounds.linkMb })
      : t.ask({ perMinute: centiCredits(perMinute.total), ...bounds }),
    buttons: [
      ...(refusal && file && mayLookAgain(refusal) ? [[again.button(t.again, {})]] : []),
      ...(next.length > 0 ? [[following.button(t.following, {})]] : []),
      [mine.button(t.mine, {})],
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    onVoice(take),
    onAudio(take),
    onVideo(take),
    onFile(take),
    onPhoto((draft, _, { t }) => stay(withoutRefusal(draft), t.notAudio)),
    onText((draft, text, context) => {
      const link = linkIn(text);
      return link ? listen(draft, takeLink(link, context), context) : stay(withoutRefusal(draft), context.t.notAudio);
    }),
    on(again, (draft, _, context) => (draft.file ? listen(draft, draft.file, context) : stay(draft))),
    on(following, (draft, _, context) => {
      const [first, ...rest] = draft.next ?? [];
      return first ? listen({ next: rest }, first, context) : stay(draft);
    }),
    on(mine, (draft) => goTo('list', { ...draft, before: null })),
  ],
});

const toOffer = callback('txt.priced', {});

/**
 * Says that the recording is being measured. The offer opens once the length is known. A person who did something else meanwhile finds the
 * length here.
 */
export const listeningStep = listeningKit({
  screen: ({ measured, next = [] }, t) => ({
    text: measured ? t.measured({ seconds: measured.seconds }) : t.listening({ more: next.length }),
    buttons: [...(measured ? [[toOffer.button(t.toOffer, {})]] : []), [toMenu.button(t.menu, {})]],
  }),
  actions: [
    onListening(toOffer, (draft) => goTo(draft.measured ? 'confirm' : 'listening', draft)),
    onTextMeanwhile((draft, text, context) => {
      const link = linkIn(text);
      const { t } = context;
      return link ? wait(draft, takeLink(link, context), t) : stay(draft, t.stillListening);
    }),
    ...takingMore,
  ],
});
