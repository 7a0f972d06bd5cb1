import type { TelegramId } from '@aisha/domain';
import { cardKey, defineCard } from '../../../engine/cards/card';
import type { StoredQuote } from '../../../orders/stored-quote';
import { groupVoicesTexts } from '@aisha/words';

export interface GroupVoiceOffer {
  readonly quote: StoredQuote;
  readonly seconds: number;
}

/** A recording of a group that a member asked to have written down. Its card is known by the id of the order to be. */
export interface GroupVoiceState {
  /** `asking`: its price waits for the yes of the person who asked. `withdrawn`: its text was taken out of the group. */
  readonly phase: 'listening' | 'asking' | 'failed' | 'written' | 'withdrawn';
  /** The group and the recording: a member who asks again gets the same text. */
  readonly voice: string;
  readonly chatId: TelegramId;
  readonly topicId: number | null;
  /** The message with the recording. */
  readonly messageId: number;
  /** The person who sent that message, until its text is there. */
  readonly sentBy?: TelegramId | null;
  /** The name of the group. */
  readonly title: string;
  /** The price, once the recording was listened to. */
  readonly offer?: GroupVoiceOffer;
}

/** The card that the group sees until the text is there; the text itself is in no card. */
export const groupVoiceCard = defineCard<GroupVoiceState>(
  'group-voice',
  ({ phase, messageId }, language) => {
    const t = groupVoicesTexts[language];
    const text = phase === 'asking' ? t.asking : phase === 'failed' ? t.failed : t.listening;
    return { text, replyTo: messageId };
  },
  {
    isGone: ({ phase }) => phase === 'written' || phase === 'withdrawn',
    groupOf: ({ chatId, topicId }) => ({ chatId, topicId }),
  },
);

export const groupVoiceKey = (id: string): string => cardKey(groupVoiceCard, id);
