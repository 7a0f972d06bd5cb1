import type { OrderId, SourceId, TelegramId } from '@aisha/domain';
import { minutesOf } from '@aisha/kinds';
import { groupVoicesTexts } from '@aisha/words';
import { type Effect, joined, type Screen, type Speaker } from '../../engine/conversation';
import { type FreeWork, freeWorkWarning } from '../../orders/offer';
import { placeOrder } from '../../orders/place-order';
import { totalOf, type StoredQuote } from '../../orders/stored-quote';
import { acceptGroupVoice } from '../../callbacks/group-voices.callbacks';
import { cardKey, defineCard } from '../../engine/cards/card';
import { type Content, editOf } from '../../engine/deliveries/content';
import { transcriptionOrder } from '../transcription/transcripts/transcription.order';
import { WITHOUT_A_QUESTION } from './settings.step';

export interface GroupVoiceOffer {
  readonly quote: StoredQuote;
  readonly seconds: number;
}

/** A recording in a group whose text a member has asked for. The id of its card becomes the id of the order. */
export interface GroupVoiceState {
  /**
   * `asking` means that the person who asked has not agreed to the price yet; `withdrawn`, that the text was taken out of the group;
   * `repeated`, that the card is about a message that shows the text once more, for a member who asked later.
   */
  readonly phase: 'listening' | 'asking' | 'failed' | 'written' | 'withdrawn' | 'repeated';
  /** The key of the recording in its group: members who ask again get the same text. */
  readonly voice: string;
  readonly chatId: TelegramId;
  readonly topicId: number | null;
  /** The message with the recording. */
  readonly messageId: number;
  /** The person who sent that message; kept only until the text is there. */
  readonly sentBy?: TelegramId | null;
  /** The name of the group. */
  readonly title: string;
  /** The price, once the recording has been measured. */
  readonly offer?: GroupVoiceOffer;
}

/** The card that the group sees until the text is ready. The text itself is in no card. */
export const groupVoiceCard = defineCard<GroupVoiceState>(
  'group-voice',
  ({ phase, messageId }, language) => {
    const t = groupVoicesTexts[language];
    const text = phase === 'asking' ? t.asking : phase === 'failed' ? t.failed : t.listening;
    return { text, replyTo: messageId };
  },
  {
    isGone: ({ phase }) => phase === 'written' || phase === 'withdrawn' || phase === 'repeated',
    groupOf: ({ chatId, topicId }) => ({ chatId, topicId }),
  },
);

export const groupVoiceKey = (id: string): string => cardKey(groupVoiceCard, id);

type Person = Pick<Speaker, 'userId' | 'language'> & {
  /** The person's own names and terms, which help the recognition. */
  readonly words: readonly string[];
};
type Offered = Pick<GroupVoiceState, 'title'> & { readonly offer: GroupVoiceOffer };

/** Shows the price to the person who asked, in their own chat, and warns them where their free work may not keep its promise. */
export const groupVoiceOffer = (
  orderId: OrderId,
  { language }: Pick<Person, 'language'>,
  { title, offer: { quote, seconds } }: Offered,
  freeWork: FreeWork,
): Screen => {
  const t = groupVoicesTexts[language];
  const total = totalOf(quote);
  return {
    text: joined([t.offer({ title, seconds, price: total }), freeWorkWarning(freeWork, language)]),
    buttons: [
      [acceptGroupVoice.button(t.accept({ price: total }), { orderId, to: 'this' })],
      ...(total <= WITHOUT_A_QUESTION
        ? [[acceptGroupVoice.button(t.pay({ limit: WITHOUT_A_QUESTION }), { orderId, to: 'all' })]]
        : []),
    ],
  };
};

/** The message that replaces an accepted offer. It says that the order is below, and has no buttons. */
export const takenOffer = (
  messageId: number,
  { language }: Pick<Person, 'language'>,
  { title, offer: { seconds } }: Offered,
): Content => editOf(messageId, { text: groupVoicesTexts[language].taken({ title, seconds }) });

/** The order for a recording of a group. Its id is the recording's id, so that the order and the recording both lead to the group's message. */
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
