import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { minutesOf } from '@aisha/domain';
import { recordingKey, toReference } from '@aisha/storage';
import { callback, finish, send } from '../conversation';
import { offered, offerScreen, readOffer, taken } from '../orders/offer';
import { placeHold, showOrder } from '../orders/place-order';
import { goTo, loading } from './transcribe.draft';

const start = callback('txt.start', {});
const back = callback('txt.confirm.back', {});

const { step, on } = loading((readers, { recording }, moment) =>
  readOffer(readers, moment, 'transcription.minute', minutesOf(recording?.seconds ?? 0)),
);

export const confirmStep = step({
  enter: offered,
  screen: (draft, t, data) =>
    offerScreen({
      draft,
      data,
      words: (price) => t.confirm(draft.recording?.seconds ?? 0, data.quote.units, price),
      promise: t.promise,
      accept: start.button(t.start, {}),
      back: back.button(t.back, {}),
    }),
  actions: [
    on(start, (draft, _, { person, now, t }) => {
      const { recording } = draft;
      if (!recording) return goTo('recording', draft);
      const offer = taken(draft, now);
      if (!offer) return goTo('confirm', draft);
      const { orderId, quote } = offer;
      const { userId } = person;
      const target = toReference(recordingKey(userId, orderId, recording.extension));
      const transcription = { orderId, userId, recording: target, minutes: quote.units };
      const order = {
        orderId,
        userId,
        kind: 'transcription',
        what: t.what(recording.seconds),
        quote,
        start: message(transcriberInbox, 'start-transcription', transcription),
      } as const;
      const lost = { orderId, userId, kind: 'transcription', code: 'telegram-unreachable' } as const;
      // The credits are held only once the recording lies with us: a file that cannot be had costs nothing.
      const fetch = message(botGatewayInbox, 'fetch-file', {
        userId,
        fileId: recording.fileId,
        target,
        onStored: { ...placeHold(order) },
        onFailed: { ...message(botGatewayInbox, 'explain-failure', lost) },
      });
      return finish(t.started, send(fetch), showOrder(order));
    }),
    on(back, (draft) => goTo('recording', draft)),
  ],
});
