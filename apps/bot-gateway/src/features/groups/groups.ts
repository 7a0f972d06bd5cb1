import { languageOf, type TelegramId } from '@aisha/domain';
import type { Logger } from '@aisha/platform';
import type { Html } from '../../engine/conversation';
import type { RateLimiterStore } from '../../engine/deliveries/rate-limiter.store';
import type { GroupUpdate, Occasion } from '../../engine/telegram/group-update';
import { TelegramRefusal, type TelegramApi } from '../../engine/telegram/telegram-api';
import { groupsTexts } from './groups.texts';

interface Parts {
  readonly api: TelegramApi;
  readonly limiter: RateLimiterStore;
  /** Names of the bot's commands. */
  readonly commands: ReadonlySet<string>;
  readonly log: Logger;
}

interface Identity {
  readonly id: number;
  readonly username: string;
}

/**
 * Answers in groups with the way to the private chat, where the bot talks. It registers no person, shows no person's data and stores
 * nothing.
 */
export class Groups {
  private identity: Promise<Identity> | undefined;

  constructor(private readonly parts: Parts) {}

  /** Never fails and answers at most once: a lost answer is harmless here, a second one is noise. */
  readonly answer = async (update: GroupUpdate): Promise<void> => {
    try {
      await this.attempt(update);
    } catch (error) {
      const facts = { occasion: update.occasion.kind };
      // A group often removes the bot or forbids it to write.
      if (error instanceof TelegramRefusal) this.parts.log.info('group.refused', { ...facts, status: error.status });
      else this.parts.log.failed('group.unanswered', error, facts);
    }
  };

  private async attempt({ chatId, language, occasion }: GroupUpdate): Promise<void> {
    const { api, limiter } = this.parts;
    const t = groupsTexts[languageOf(language)];
    if (occasion.kind === 'press') {
      await api.call('answerCallbackQuery', { callback_query_id: occasion.queryId, text: t.pressed });
      return;
    }
    const me = await this.me();
    if (!this.concernsUs(occasion, me) || !(await limiter.mayWriteTo(chatId))) return;
    const words = occasion.kind === 'command' ? t.onlyPrivate : t.hello;
    const link = { text: t.open, url: `https://t.me/${me.username}?start=group` };
    await this.say(chatId, { ...worded(words), reply_markup: { inline_keyboard: [[link]] } }, placeOf(occasion));
  }

  private concernsUs(occasion: Occasion, me: Identity): boolean {
    if (occasion.kind === 'newcomers') return occasion.botIds.includes(me.id);
    if (occasion.kind !== 'command') return true;
    const { addressee, name } = occasion;
    return addressee === null ? this.parts.commands.has(name) : addressee === me.username.toLowerCase();
  }

  private async say(chatId: TelegramId, message: object, place: object): Promise<void> {
    const { api } = this.parts;
    try {
      await api.call('sendMessage', { chat_id: chatId, ...message, ...place });
    } catch (error) {
      const movedTo = error instanceof TelegramRefusal ? error.migrateToChatId : undefined;
      if (movedTo === undefined) throw error;
      // Messages have other ids there, so a reply could quote another person's message.
      await api.call('sendMessage', { chat_id: movedTo, ...message });
    }
  }

  /** Fetched once; after a failure fetched again. */
  private me(): Promise<Identity> {
    this.identity ??= this.parts.api.call<Identity>('getMe').catch((error: unknown) => {
      this.identity = undefined;
      throw error;
    });
    return this.identity;
  }
}

const worded = (words: Html): object => ({ text: words.markup, parse_mode: 'HTML' });

const placeOf = (occasion: Occasion): object =>
  occasion.kind === 'command'
    ? {
        reply_parameters: { message_id: occasion.messageId, allow_sending_without_reply: true },
        ...(occasion.topicId === null ? {} : { message_thread_id: occasion.topicId }),
      }
    : {};
