import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { minutesOf } from '@aisha/domain';
import { recordingKey, toReference } from '@aisha/storage';
import { callback, finish } from '../../engine/conversation';
import { offered, offerScreen, readOffer, taken } from '../../orders/offer';
import { offerTexts } from '../../orders/offer.texts';
import { placeOrder } from '../../orders/place-order';
import { isTaken, takeRecording } from './recording.step';
import { transcriptionOrder } from './transcription.order';
import { anew, goTo, loading, on, onAudio, onFile, onVideo, onVoice, stay } from './transcribe.draft';

const begin = callback('txt.start', {});
const back = callback('txt.confirm.back', {});

const { step } = loading((readers, { recording }, context) => {
  const units = minutesOf(recording?.seconds ?? 0);
  return readOffer(readers, context, { kind: 'transcription', item: 'transcription.minute', units, like: `${units}` });
});

type Arguments = Parameters<Parameters<typeof onVoice>[0]>;
/** Each message writes the draft anew, with all recordings that wait in it. Ten are a day's meetings. */
const WAITING_AT_MOST = 10;

/** One more recording: it waits for its turn. */
const takeNext = (draft: Arguments[0], file: Arguments[1], { t }: Arguments[2]) => {
  const taken = takeRecording(file, t);
  if (!isTaken(taken)) return stay(draft, taken);
  const { next = [] } = draft;
  return next.length < WAITING_AT_MOST
    ? stay({ ...draft, next: [...next, taken] }, t.oneMore)
    : stay(draft, t.enough(next.length));
};

export const confirmStep = step({
  enter: offered,
  screen: (draft, t, data) =>
    offerScreen({
      draft,
      data,
      words: (price) => t.confirm(draft.recording?.seconds ?? 0, data.quote.units, price, draft.next?.length ?? 0),
      promise: t.promise,
      accept: begin.button(t.start, {}),
      back: back.button(t.back, {}),
    }),
  actions: [
    on(begin, (draft, _, { person, now, t }) => {
      const { recording } = draft;
      if (!recording) return goTo('recording', draft);
      const offer = taken(draft, now);
      if (!offer) return anew('confirm', draft, offerTexts[person.language].renewed);
      const { orderId, quote } = offer;
      const { userId } = person;
      const target = toReference(recordingKey(userId, orderId, recording.extension));
      const start = (recordingOrNone: string | null) => ({
        ...message(transcriberInbox, 'start-transcription', {
          orderId,
          userId,
          recording: recordingOrNone,
          minutes: quote.units,
        }),
      });
      // The file is fetched after the credits are held: an unpaid recording is not kept, and a failed fetch gives the credits back.
      const fetch = message(botGatewayInbox, 'fetch-file', {
        userId,
        fileId: recording.fileId,
        target,
        onStored: start(target),
        onFailed: start(null),
      });
      const what = t.what(recording.seconds);
      const effects = placeOrder({ orderId, userId, view: transcriptionOrder, what, quote, start: fetch });
      const [following, ...next] = draft.next ?? [];
      return following ? goTo('confirm', { recording: following, next }, ...effects) : finish(undefined, ...effects);
    }),
    onVoice(takeNext),
    onAudio(takeNext),
    onVideo(takeNext),
    onFile(takeNext),
    on(back, (draft) => goTo('recording', draft)),
  ],
});
