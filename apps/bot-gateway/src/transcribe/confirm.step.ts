import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { centiCredits, minutesOf, type OrderId } from '@aisha/domain';
import { recordingKey, toReference } from '@aisha/storage';
import { openTopUp } from '../balance/balance.callbacks';
import { callback, finish, send, toMenu } from '../conversation';
import { placeHold, showOrder } from '../orders/place-order';
import { isStale, storeQuote, totalOf } from '../orders/stored-quote';
import { goTo, loading } from './transcribe.draft';

const start = callback('txt.start', {});
const back = callback('txt.confirm.back', {});

const { step, on } = loading(async (readers, { recording }, { person, now }) => ({
  balance: await readers.balances.of(person.userId),
  quote: await readers.prices.quote('transcription.minute', minutesOf(recording?.seconds ?? 0), now),
}));

/** "This is what it costs." The order's id and the price are fixed here, so that the same tap, or 64 at once, is one order. */
export const confirmStep = step({
  enter: (draft, { data, newId }) => ({ ...draft, orderId: newId<OrderId>(), quote: storeQuote(data.quote) }),
  screen: (draft, t, { balance, quote }) => {
    const price = draft.quote ? totalOf(draft.quote) : quote.total;
    const after = centiCredits(balance.available - price);
    const affordable = after >= 0n;
    const words = t.confirm(draft.recording?.seconds ?? 0, quote.units, price);
    return {
      text: affordable ? t.after(words, after) : t.short(words, centiCredits(-after)),
      buttons: [
        [affordable ? start.button(t.start, {}) : openTopUp.button(t.topUp, {})],
        [back.button(t.back, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(start, (draft, _, { person, now, t }) => {
      const { orderId, quote, recording } = draft;
      if (!recording) return goTo('recording', draft);
      // A price shown too long ago is shown again before it is taken.
      if (!orderId || !quote || isStale(quote, now)) return goTo('confirm', draft);
      const { userId } = person;
      const target = toReference(recordingKey(userId, orderId, recording.extension));
      const order = {
        orderId,
        userId,
        kind: 'transcription',
        what: t.what(recording.seconds),
        quote,
        start: message(transcriberInbox, 'start-transcription', {
          orderId,
          userId,
          recording: target,
          minutes: quote.units,
        }),
      } as const;
      // The credits are held only once the recording lies with us: a file that cannot be had costs nothing.
      const fetch = message(botGatewayInbox, 'fetch-file', {
        userId,
        fileId: recording.fileId,
        target,
        onStored: { ...placeHold(order) },
        onFailed: {
          ...message(botGatewayInbox, 'explain-failure', {
            orderId,
            userId,
            kind: 'transcription',
            code: 'telegram-unreachable',
          }),
        },
      });
      return finish(t.started, send(fetch), showOrder(order));
    }),
    on(back, (draft) => goTo('recording', draft)),
  ],
});
