import { Injectable } from '@nestjs/common';
import type { ShowRecording } from '@aisha/contracts/bot-gateway';
import { ModelStateReader, type Transaction } from '@aisha/database';
import { HoldReader, quoteFrom, PriceReader } from '@aisha/database/billing';
import {
  DAY_MS,
  isConsentCurrent,
  LANGUAGES,
  languageOf,
  MB,
  type OrderId,
  type TelegramId,
  type UserId,
} from '@aisha/domain';
import { StorageWatch } from '@aisha/storage';
import { newId } from '@aisha/platform';
import { DeliveryReader, CardReader, type GroupVoiceCard, PersonReader } from '@aisha/database/bot';
import { offerTexts, transcribeTexts } from '@aisha/words';
import { groupVoicesTexts } from '@aisha/words';
import { CallbackSignature, inGroup } from '../../engine/screen/callback-signature';
import { joined, type Screen, Readers } from '../../engine/conversation';
import { Effects } from '../../engine/conversation/effects';
import { cardOf, editOf, messageOf, messageWith } from '../../engine/deliveries/content';
import { PersonStore } from '../../engine/people/person.store';
import type {
  GroupAsk,
  GroupPress,
  GroupRecordings,
  GroupUpdate,
  NotHeard,
  PressAnswer,
} from '../../engine/telegram/group-update';
import { freeWorkFor } from '../../orders/offer';
import type { OnEnded } from '../../orders/order-cards';
import { removal } from '../../orders/removals';
import { ACCEPTED_FOR_MS, storeQuote } from '../../orders/stored-quote';
import { WorkSettings, ChangedTranscripts } from '../../readers';
import { withdrawText } from '../../callbacks/group-voices.callbacks';
import type { AskedInGroups } from '../transcription/recording/show-recording.handler';
import { listening } from '../transcription/recording/listen';
import { previewOf } from '../transcription/transcripts/transcription.order';
import { speechLine } from '../transcription/confirm.step';
import { groupVoiceCard, groupVoiceKey, type GroupVoiceOffer, type GroupVoiceState } from './group-voice.card';
import { groupVoiceOffer, groupVoiceOrder } from './group-voice.card';

/**
 * When this many messages wait to be sent to a group, the bot does not answer there. A group gets one message in three seconds, so a new
 * answer would come too late to be read.
 */
const WAITING_AT_MOST = 6;
/**
 * How many characters of the text a message shows. A message holds 4096 (telegram.md §5); what the bot adds below the text needs the
 * remainder.
 */
const TEXT_CHARACTERS = 3_800;
/** An order that is older than this, in milliseconds, has ended, whatever its card says. */
const ORDER_MS = DAY_MS;

/**
 * Transcribes a recording of a group for the person who asks for it there. That person pays; the bot tells them about prices in their own
 * chat, where they get the result as well. The group sees one message, which turns into the text (decision 94).
 */
@Injectable()
export class GroupVoices implements AskedInGroups, GroupRecordings {
  constructor(
    private readonly people: PersonStore,
    private readonly readers: Readers,
    private readonly effects: Effects,
    private readonly storage: StorageWatch,
    private readonly signature: CallbackSignature,
  ) {}

  /**
   * Handles a member's request for the text of a recording. If the bot does not listen to the recording, returns the reason. Otherwise
   * undefined: the bot listens, waits for this member's answer about the price, has answered at once (with the text, or that the recording
   * is too large), or stays silent because enough messages wait for the group.
   */
  readonly ask = async (
    tx: Transaction,
    { chatId, title }: GroupUpdate,
    { askedBy, messageId, topicId, recording }: GroupAsk,
  ): Promise<NotHeard | undefined> => {
    const { people, readers } = this;
    const { cards, deliveries } = this.effects;
    const reading = readers.within(tx);
    if ((await reading.of(DeliveryReader).waitingIn(chatId)) >= WAITING_AT_MOST) return undefined;
    const voice = `${chatId}:${recording.uniqueId}`;
    await reading.of(CardReader).lockVoice(voice);
    if (await reading.of(CardReader).isWithdrawn(voice)) return 'withdrawn';
    const earlier = await reading.of(CardReader).ofVoice(voice);
    for (const written of earlier.filter(isWritten)) {
      const { messageId: writtenFor } = written.state as GroupVoiceState;
      // Telegram names the sender of a copy of the recording as if the copy were a message of their own. So the sender of another message
      // than the one for which the text was written does not count as the speaker.
      const isVouched = recording.isForwarded || recording.messageId === writtenFor;
      const text = await this.textOf(reading, written, isVouched ? recording.sentBy : null);
      if (!text) continue;
      const id = `${written.orderId}:${messageId}`;
      const repeated = { ...(written.state as GroupVoiceState), phase: 'repeated', topicId, messageId } as const;
      await cards.update<GroupVoiceState>(tx, groupVoiceCard, id, written.userId, () => repeated);
      const cardKey = groupVoiceKey(id);
      const content = cardOf(cardKey, { ...text, replyTo: messageId });
      return void (await deliveries.add(tx, written.userId, content, { cardKey, group: { chatId, topicId } }));
    }
    if (askedBy === null) return 'anonymous';
    const person = await people.present(tx, askedBy);
    if (!person || !isConsentCurrent(person.consent)) return 'agree-first';
    if (earlier.some((one) => isUnderWay(one, person.userId))) return undefined;
    if ((recording.bytes ?? 0) > readers.settings(WorkSettings).TELEGRAM_FILE_MB * MB) {
      const content = messageOf({ text: groupVoicesTexts[person.language].tooLarge, replyTo: messageId });
      return void (await deliveries.add(tx, person.userId, content, { group: { chatId, topicId } }));
    }
    const id = newId<OrderId>();
    const state: GroupVoiceState = {
      phase: 'listening',
      voice,
      chatId,
      topicId,
      messageId: recording.messageId,
      sentBy: recording.sentBy,
      title,
    };
    await cards.update<GroupVoiceState>(tx, groupVoiceCard, id, person.userId, () => state);
    // The id of the measured recording becomes the id of the order that may follow.
    const { effect } = listening(recording, [], { person, newId: () => id as never });
    return void (await this.effects.carryOut([effect], { tx, userId: person.userId }));
  };

  /**
   * Handles the measurement of a recording. Orders its text at once when the price is within what the person pays without a question, and
   * their free work pays for a recording without speech; otherwise asks about the price, or says why the recording is not transcribed.
   * Resolves to false when no group has asked for the recording.
   */
  async heard(tx: Transaction, { userId, sourceId, measured, refusal }: ShowRecording, now: Date): Promise<boolean> {
    const { people, readers, storage } = this;
    const { cards, deliveries } = this.effects;
    const id = sourceId as string as OrderId;
    const state = await cards.state(tx, groupVoiceCard, id, userId);
    if (!state) return false;
    const person = await people.speaker(tx, userId);
    if (state.phase !== 'listening' || !person) return true;
    const t = groupVoicesTexts[person.language];
    const reading = readers.within(tx);
    const isOffSale = (await reading.of(ModelStateReader).offSale()).has('transcription.speech');
    if (!measured || isOffSale || !isConsentCurrent(person.consent)) {
      const refused = measured
        ? offerTexts[person.language].offSale
        : transcribeTexts[person.language].refused({
            refusal: refusal ?? 'unavailable',
            more: 0,
            linkMb: readers.settings(WorkSettings).LINK_FILE_MB,
          });
      const why = isConsentCurrent(person.consent) ? refused : t.consentGone;
      await deliveries.add(tx, userId, messageWith(t.notHeard({ title: state.title, why })));
      await this.turn(tx, userId, id, 'failed');
      return true;
    }
    const line = await speechLine(reading, userId, measured.speech, now);
    const quote = quoteFrom(await reading.of(PriceReader).list(now), line, now);
    const offer = { quote: storeQuote(quote), seconds: measured.seconds };
    const known = await reading.of(PersonReader).findById(userId);
    const limit = known?.groupVoiceLimit ?? 0;
    const freeWork = await freeWorkFor(reading, { kind: 'transcription', ...line }, quote, userId, now);
    // While the storage is away, or the person banned, the bot only asks about the price, so that the person orders the text later.
    if (quote.total <= limit && freeWork === 'enough' && !storage.isAway && !person.ban) {
      const order = groupVoiceOrder(id, { ...person, words: known?.words ?? [] }, { ...state, offer });
      await this.effects.carryOut(order, { tx, userId });
      return true;
    }
    await deliveries.add(tx, userId, messageOf(groupVoiceOffer(id, person, { ...state, offer }, freeWork)));
    await this.turn(tx, userId, id, 'asking', offer);
    return true;
  }

  /** Shows in the group how the order for its recording has ended. */
  readonly ended: OnEnded = async (tx, { orderId, userId, kind }, outcome) => {
    if (kind !== 'transcription') return;
    const { readers } = this;
    const { cards, deliveries } = this.effects;
    const state = await cards.state(tx, groupVoiceCard, orderId, userId);
    if (!state || state.phase === 'written' || state.phase === 'withdrawn') return;
    const reading = readers.within(tx);
    const isWithdrawn = await reading.of(CardReader).isWithdrawn(state.voice);
    const text = isWithdrawn
      ? { text: groupVoicesTexts[await reading.of(PersonReader).languageOf(userId)].withdrawn }
      : outcome.type === 'delivered' && (await this.textOf(reading, { orderId, userId }, state.sentBy ?? null));
    await this.turn(tx, userId, orderId, isWithdrawn ? 'withdrawn' : text ? 'written' : 'failed');
    if (!text) return;
    const cardKey = groupVoiceKey(orderId);
    const group = { chatId: state.chatId, topicId: state.topicId };
    await deliveries.add(tx, userId, cardOf(cardKey, { ...text, replyTo: state.messageId }), { cardKey, group });
  };

  /**
   * Handles the button that takes the text out of the group, with all messages there that repeat it. Only the person who speaks and the
   * person who asked may press it. When a speaker who did not ask presses it, the recording and the transcript are deleted as well. Resolves
   * to false for any other button. When the person who asked has had everything deleted, only the text in the group is left, and only the
   * speaker may take it out of the message with the pressed button.
   */
  readonly press = async (
    tx: Transaction,
    { chatId, language }: GroupUpdate,
    { data, pressedBy, queryId, messageId }: GroupPress,
  ): Promise<boolean | PressAnswer> => {
    const { people, readers, signature } = this;
    const { cards, deliveries } = this.effects;
    const named = withdrawText.decode(data.slice(0, data.lastIndexOf('~')));
    const userId = named && (await readers.within(tx).of(CardReader).askerOf(named.orderId));
    if (!named || messageId === undefined) return false;
    if (signature.verify(inGroup(chatId), data) === undefined) {
      // A button of before 2026-11-28 names no group, so its card does, as long as it is stored.
      if (!userId || signature.verify(userId, data) === undefined) return false;
      const state = await cards.state(tx, groupVoiceCard, named.orderId, userId);
      if (state && state.chatId !== chatId) return false;
    }
    if (!userId) {
      const words = groupVoicesTexts[languageOf(language)];
      return pressedBy === named.author
        ? { toast: words.removed, text: String(words.withdrawn), notShown: words.notRemoved }
        : { toast: words.notYours };
    }
    const asked = await people.speaker(tx, userId);
    const t = groupVoicesTexts[asked?.language ?? LANGUAGES[0]];
    const isTheirs = pressedBy === named.author || pressedBy === asked?.telegramId;
    const group = { chatId, topicId: null };
    const answer = { kind: 'answer', queryId, text: isTheirs ? t.removed : t.notYours } as const;
    await deliveries.add(tx, userId, answer, { group });
    if (!isTheirs) return true;
    const known = readers.within(tx).of(CardReader);
    const state = (await known.state(userId, groupVoiceKey(named.orderId))) as GroupVoiceState | null;
    if (state) await known.lockVoice(state.voice); // a member who asks at this moment has their message or finds no text
    await cards.update(
      tx,
      groupVoiceCard,
      named.orderId,
      userId,
      (card) => card && { ...card, phase: 'withdrawn' as const },
    );
    // The message is edited, not deleted: a bot may edit its own message at any time, but delete it only within two days.
    await deliveries.add(tx, userId, editOf(messageId, { text: t.withdrawn }), { group });
    for (const cardKey of await known.keysOfText(userId, named.orderId, { except: messageId }))
      await deliveries.add(tx, userId, cardOf(cardKey, { text: t.withdrawn }), { cardKey, group });
    if (pressedBy === named.author && pressedBy !== asked?.telegramId)
      await this.takesVoiceBack(tx, userId, named.orderId);
    return true;
  };

  /**
   * Deletes the recording and its text, although they belong to the person who asked, because the voice is the speaker's; tells the person
   * who asked. Does nothing if the transcript is gone.
   */
  private async takesVoiceBack(tx: Transaction, userId: UserId, orderId: OrderId): Promise<void> {
    const reading = this.readers.within(tx);
    if (!(await reading.of(ChangedTranscripts).find(userId, orderId))) return;
    await this.effects.carryOut([removal({ kind: 'transcription', orderId, userId })], { tx, userId });
    const t = groupVoicesTexts[await reading.of(PersonReader).languageOf(userId)];
    const isCharged = ((await reading.of(HoldReader).find(userId, orderId))?.captured ?? 0n) > 0n;
    await this.effects.deliveries.add(tx, userId, messageWith(t.takenBack({ isCharged })));
  }

  /** The message with the text; null when the person has deleted the transcript. */
  private async textOf(
    readers: Readers,
    { userId, orderId }: Asked,
    author: TelegramId | null,
  ): Promise<Screen | null> {
    const transcript = await readers.of(ChangedTranscripts).find(userId, orderId);
    if (!transcript) return null;
    const t = groupVoicesTexts[await readers.of(PersonReader).languageOf(userId)];
    const content = transcript.content.trim();
    return {
      text: joined([
        content.length > TEXT_CHARACTERS
          ? t.beginning({ text: previewOf(content, TEXT_CHARACTERS) })
          : t.text({ text: content }),
        transcript.isIncomplete && t.incomplete,
      ]),
      buttons: [[withdrawText.button(t.withdraw, { orderId, author: author ?? 0 })]],
    };
  }

  private turn(
    tx: Transaction,
    userId: UserId,
    id: OrderId,
    phase: GroupVoiceState['phase'],
    offer?: GroupVoiceOffer,
  ): Promise<void> {
    return this.effects.cards.update(
      tx,
      groupVoiceCard,
      id,
      userId,
      (state) =>
        state && {
          ...state,
          phase,
          ...(offer && { offer }),
          ...(phase !== 'listening' && phase !== 'asking' && { sentBy: null }),
        },
    );
  }
}

interface Asked {
  readonly userId: UserId;
  readonly orderId: OrderId;
}

const phaseOf = ({ state }: Pick<GroupVoiceCard, 'state'>): GroupVoiceState['phase'] =>
  (state as GroupVoiceState).phase;

/** Whether a text was written for this card. It may be gone by now. */
export const isWritten = (card: GroupVoiceCard): boolean => phaseOf(card) === 'written';

/**
 * Whether the text of a recording is under way already, so that a new request begins nothing. While one person has not answered the price,
 * another person's request begins anew.
 */
export const isUnderWay = (card: GroupVoiceCard, asks: UserId): boolean => {
  const since = Date.now() - card.updatedAt.getTime();
  if (phaseOf(card) === 'asking') return card.userId === asks && since < ACCEPTED_FOR_MS;
  return phaseOf(card) === 'listening' && since < ORDER_MS;
};
