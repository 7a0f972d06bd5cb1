import { centiCredits, mayLookAgain, SPEECH_UNIT_SECONDS } from '@aisha/domain';
import { callback, toMenu, type IncomingFile } from '../../engine/conversation';
import { isTaken, listening, takeRecording } from './listen';
import { goTo, loading, stay, type TranscribeDraft } from './transcribe.draft';

const mine = callback('txt.mine', {});
const again = callback('txt.again', {});
const following = callback('txt.next', {});

const { step, on, onVoice, onAudio, onVideo, onFile, onText, onPhoto } = loading(async (readers, _, { now }) =>
  readers.prices.quote('transcription.speech', 60 / SPEECH_UNIT_SECONDS, now),
);

type Context = Parameters<Parameters<typeof onVoice>[0]>[2];
const take = (draft: TranscribeDraft, file: IncomingFile, context: Context) => {
  const taken = takeRecording(file, context.t);
  if (!isTaken(taken)) return stay(draft, taken);
  const { draft: heard, effect } = listening(taken, draft.next ?? [], context);
  return goTo('listening', heard, effect);
};

/** "Send a recording", or why the last one has no price. */
export const recordingStep = step({
  screen: ({ refusal, file, next = [] }, t, perMinute) => ({
    text: refusal ? t.refused(refusal, next.length) : t.ask(centiCredits(perMinute.total)),
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
    onPhoto((draft, _, { t }) => stay(draft, t.notAudio)),
    onText((draft, _, { t }) => stay(draft, t.notAudio)),
    on(again, (draft, _, context) => {
      if (!draft.file) return stay(draft);
      const { draft: heard, effect } = listening(draft.file, draft.next ?? [], context);
      return goTo('listening', heard, effect);
    }),
    on(following, (draft, _, context) => {
      const [first, ...rest] = draft.next ?? [];
      if (!first) return stay(draft);
      const { draft: heard, effect } = listening(first, rest, context);
      return goTo('listening', heard, effect);
    }),
    on(mine, (draft) => goTo('list', { ...draft, before: null })),
  ],
});
