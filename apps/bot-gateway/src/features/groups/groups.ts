import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { afterCommit, type Transaction } from '@aisha/database';
import { AppError, languageOf, type TelegramId } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { groupsTexts } from '@aisha/words';
import type { Html, TextsOf } from '../../engine/conversation';
import { Registry } from '../../engine/conversation/registry';
import { RateLimiterStore } from '../../engine/deliveries/rate-limiter.store';
import {
  ASK_COMMAND,
  type GroupAsk,
  GroupHandler,
  type GroupPress,
  GroupRecordings,
  type NotHeard,
  type GroupUpdate,
  type Occasion,
  type PressAnswer,
} from '../../engine/telegram/group-update';
import { startLink } from '../../engine/telegram/bot-name';
import { TelegramRefusal, TelegramApi } from '../../engine/telegram/telegram-api';
import { GROUP_VOICES_START } from '../../callbacks/group-voices.callbacks';

interface Identity {
  readonly id: number;
  readonly username: string;
}

/**
 * How long an answer about a recording waits for its turn in the group, in milliseconds. After that time, members would no longer know what
 * the answer is about.
 */
const WAITS_MS = 60_000;
const TRIES_EVERY_MS = 500;
/**
 * How many answers wait for their turn at most in a process, each with two queries a second. Further answers are sent at once or not at all:
 * a member of many groups, or of a forum with many topics, could make hundreds wait.
 */
const WAITING_AT_MOST = 40;

/**
 * Answers in groups: with the text of a recording about which a member asks, otherwise with a link to the private chat, where the bot
 * talks. It registers no person and shows no person's data.
 */
@Injectable()
export class Groups implements GroupHandler, BeforeApplicationShutdown {
  private identity: Promise<Identity> | undefined;
  private known: Identity | undefined;
  private readonly answers = new Set<Promise<void>>();
  /**
   * The keys of the answers that wait for their turn. When several members should get the same answer in one place, one message serves all
   * of them.
   */
  private readonly waiting = new Set<string>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly api: TelegramApi,
    private readonly limiter: RateLimiterStore,
    private readonly registry: Registry,
    private readonly recordings: GroupRecordings,
    private readonly log: Logger,
  ) {}

  /**
   * Handles an event. A request about a recording, and the button that takes a text out, are handled in the transaction; the answer to
   * anything else may be lost.
   */
  async handle(tx: Transaction, update: GroupUpdate): Promise<void> {
    const { occasion } = update;
    if (occasion.kind === 'press') {
      const press = await this.recordings.press(tx, update, occasion);
      if (press !== true) afterCommit(tx, () => this.begin(update, () => this.answerPress(update, occasion, press)));
      return;
    }
    if (occasion.kind !== 'ask') return afterCommit(tx, () => this.begin(update, () => this.attempt(update)));
    const { username } = this.knownMe();
    if (occasion.addressees && !occasion.addressees.includes(username.toLowerCase())) return;
    const why = await this.recordings.ask(tx, update, occasion);
    if (why) afterCommit(tx, () => this.begin(update, () => this.attempt(update, why)));
  }

  /** Gives up the answers that still wait for their turn. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.answers);
  }

  /** Answers at most once and never fails: a lost answer is harmless here, and a second one would be noise. */
  private begin({ occasion }: GroupUpdate, attempt: () => Promise<void>): void {
    const answer = attempt()
      .catch((error: unknown) => this.wasNotSaid(occasion.kind, error))
      .finally(() => this.answers.delete(answer));
    this.answers.add(answer);
  }

  private wasNotSaid(occasion: Occasion['kind'], error: unknown): void {
    // A refusal is logged as information and not as an error of ours, because groups often remove the bot or forbid it to write.
    if (error instanceof TelegramRefusal) this.log.info('group.refused', { occasion, status: error.status });
    else this.log.failed('group.unanswered', error, { occasion });
  }

  /** Answers a press: shows what it asks for, if nothing else does, and says what has become of it. */
  private async answerPress(
    { chatId, language }: GroupUpdate,
    { queryId, messageId }: GroupPress,
    pressed: PressAnswer | false,
  ): Promise<void> {
    const { toast, text, notShown } = pressed || { toast: groupsTexts[languageOf(language)].pressed };
    const isShown =
      text === undefined || (await this.shows({ chat_id: chatId, message_id: messageId, text, parse_mode: 'HTML' }));
    await this.api.call('answerCallbackQuery', { callback_query_id: queryId, text: isShown ? toast : notShown });
  }

  private async attempt({ chatId, language, occasion }: GroupUpdate, notHeard?: NotHeard): Promise<void> {
    const { limiter } = this;
    const t = groupsTexts[languageOf(language)];
    const me = await this.me();
    if (!this.concernsUs(occasion, me)) return;
    const mayWrite =
      notHeard && occasion.kind === 'ask' ? this.hasItsTurn(chatId, notHeard, occasion) : limiter.mayWriteTo(chatId);
    if (!(await mayWrite)) return;
    const ask = `/${ASK_COMMAND}@${me.username}`;
    const words = notHeard ? t[NOT_HEARD[notHeard]] : wordsFor(occasion, t, ask);
    const start = notHeard === 'agree-first' ? GROUP_VOICES_START : 'group';
    const link = { text: t.open, url: startLink(me.username, start) };
    await this.say(chatId, { ...worded(words), reply_markup: { inline_keyboard: [[link]] } }, placeOf(occasion));
  }

  /**
   * Waits for the turn of an answer that says why the bot does not listen to a recording; the bot may just have written something else. The
   * answer is no delivery, because the bot may not know the member. So only this process waits, and when it ends, the answer is lost.
   */
  private async hasItsTurn(chatId: TelegramId, notHeard: NotHeard, { topicId, recording }: GroupAsk): Promise<boolean> {
    const key = [chatId, topicId, notHeard, notHeard === 'withdrawn' && recording.uniqueId].join(' ');
    if (this.waiting.has(key)) return false;
    if (this.waiting.size >= WAITING_AT_MOST) return this.limiter.mayWriteTo(chatId);
    this.waiting.add(key);
    const { signal } = this.stopping;
    try {
      const until = Date.now() + WAITS_MS;
      while (!signal.aborted && Date.now() < until) {
        if (await this.limiter.mayWriteTo(chatId)) return true;
        await delay(TRIES_EVERY_MS, undefined, { signal }).catch(() => undefined);
      }
      return false;
    } finally {
      this.waiting.delete(key);
    }
  }

  private concernsUs(occasion: Occasion, me: Identity): boolean {
    if (occasion.kind === 'newcomers') return occasion.botIds.includes(me.id);
    if (occasion.kind !== 'command') return true; // requests about recordings are handled elsewhere
    const { addressee, name } = occasion;
    return addressee === null ? this.registry.commands.has(name) : addressee === me.username.toLowerCase();
  }

  private async say(chatId: TelegramId, message: object, place: object): Promise<void> {
    const { api } = this;
    try {
      await api.call('sendMessage', { chat_id: chatId, ...message, ...place });
    } catch (error) {
      const movedTo = error instanceof TelegramRefusal ? error.migrateToChatId : undefined;
      if (movedTo === undefined) throw error;
      // The answer is sent to the new group without its quote: messages have other ids there, so it could quote another person's message.
      await api.call('sendMessage', { chat_id: movedTo, ...message });
    }
  }

  /**
   * Replaces the text of a message. Resolves to false when the message may show its text still: nothing tries again, because a delivery
   * needs the row of a person.
   */
  private async shows(edit: object): Promise<boolean> {
    try {
      await this.api.call('editMessageText', edit);
      return true;
    } catch (error) {
      if (error instanceof TelegramRefusal && error.isOfNoChange) return true;
      this.wasNotSaid('press', error);
      return false;
    }
  }

  /** The bot's own identity. It is requested once, and again after a failure. */
  private me(): Promise<Identity> {
    this.identity ??= this.api.call<Identity>('getMe').catch((error: unknown) => {
      this.identity = undefined;
      throw error;
    });
    void this.identity.then((me) => (this.known = me)).catch(() => undefined);
    return this.identity;
  }

  /**
   * The identity that was requested before. Nothing may be requested inside a transaction, so without it the update fails and is tried
   * again.
   */
  private knownMe(): Identity {
    if (this.known) return this.known;
    this.me().catch(() => undefined);
    throw new AppError('telegram-unreachable', { facts: { method: 'getMe' } });
  }
}

/** The text for each reason why the bot does not listen to a recording. */
const NOT_HEARD = {
  anonymous: 'anonymous',
  'agree-first': 'agreeFirst',
  withdrawn: 'withdrawn',
} as const satisfies Record<NotHeard, string>;

const wordsFor = (occasion: Occasion, t: TextsOf<typeof groupsTexts>, ask: string): Html => {
  if (occasion.kind !== 'command') return t.hello({ ask });
  return occasion.name === ASK_COMMAND ? t.howToAsk({ ask }) : t.onlyPrivate({ ask });
};

const worded = (words: Html): object => ({ text: words.markup, parse_mode: 'HTML' });

const placeOf = (occasion: Occasion): object =>
  occasion.kind === 'command' || occasion.kind === 'ask'
    ? {
        reply_parameters: { message_id: occasion.messageId, allow_sending_without_reply: true },
        ...(occasion.topicId === null ? {} : { message_thread_id: occasion.topicId }),
      }
    : {};
