import type { OrderId, SourceId } from '@aisha/domain';
import { minutesOf } from '@aisha/kinds';
import type { Effect, Screen, Speaker } from '../../../engine/conversation';
import { placeOrder } from '../../../orders/place-order';
import { totalOf } from '../../../orders/stored-quote';
import { transcriptionOrder } from '../transcription.order';
import type { GroupVoiceOffer, GroupVoiceState } from './group-voice.card';
import { acceptGroupVoice } from './group-voices.callbacks';
import { WITHOUT_A_QUESTION } from './settings.step';
import { groupVoicesTexts } from '@aisha/words';

type Person = Pick<Speaker, 'userId' | 'language'> & {
  /** The person's own names and terms. */
  readonly words: readonly string[];
};
type Offered = Pick<GroupVoiceState, 'title'> & { readonly offer: GroupVoiceOffer };

/** "This is what it costs": for the person who asked, in their own chat. */
export const groupVoiceOffer = (
  orderId: OrderId,
  { language }: Pick<Person, 'language'>,
  { title, offer: { quote, seconds } }: Offered,
): Screen => {
  const t = groupVoicesTexts[language];
  const total = totalOf(quote);
  return {
    text: t.offer({ title, seconds, price: total }),
    buttons: [
      [acceptGroupVoice.button(t.accept({ price: total }), { orderId, to: 'this' })],
      ...(total <= WITHOUT_A_QUESTION
        ? [[acceptGroupVoice.button(t.pay({ limit: WITHOUT_A_QUESTION }), { orderId, to: 'all' })]]
        : []),
    ],
  };
};

/** The order for a recording of a group. It has the id of what was listened to, so that both find the group's message. */
export const groupVoiceOrder = (
  orderId: OrderId,
  { userId, language, words }: Person,
  { title, offer: { quote, seconds } }: Offered,
): Effect[] =>
  placeOrder({
    orderId,
    userId,
    view: transcriptionOrder,
    what: groupVoicesTexts[language].what({ seconds, title }),
    quote,
    start: {
      sourceId: orderId as string as SourceId,
      speechUnits: quote.units,
      minutes: minutesOf(seconds),
      vocabulary: words,
    },
  });
