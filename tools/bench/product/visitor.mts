import type { ChatMessage, Seen } from '../instant/chats.mts';
import { now } from '../figures/clock.mts';
import type { InstantBot } from '../instant/telegram.mts';

const PATIENCE_MS = 60_000;
let lastId = 5_000_000_000;

export interface Tap {
  readonly messageId: number;
  readonly data: string;
}

/** A person who chats with a bot and measures the time. */
export class Visitor {
  readonly id = (lastId += 1);
  private readonly bot: InstantBot;

  constructor(bot: InstantBot) {
    this.bot = bot;
  }

  /** The newest message of the chat. */
  get newest(): number {
    return this.bot.chats.newestIn(this.id);
  }

  /** The buttons of all messages that still have some, the newest first. */
  get buttons(): readonly (ChatMessage['buttons'][number] & { readonly messageId: number })[] {
    return this.bot.chats
      .of(this.id)
      .flatMap(({ id, buttons }) => buttons.map((button) => ({ ...button, messageId: id })));
  }

  /** How many messages with a picture the chat has. */
  get pictures(): number {
    return this.bot.chats.of(this.id).filter(({ isPicture }) => isPicture).length;
  }

  async seesPictures(count: number, timeoutMs = PATIENCE_MS): Promise<void> {
    const has = (messages: readonly ChatMessage[]) => messages.filter(({ isPicture }) => isPicture)[count - 1];
    await this.bot.chats.until(this.id, `${count} pictures`, has, timeoutMs);
  }

  /** Writes a text to the bot. */
  async says(text: string): Promise<void> {
    const entities = text.startsWith('/') ? [{ type: 'bot_command', offset: 0, length: text.length }] : [];
    await this.bot.bring({ message: { ...this.about(this.bot.nextMessageId()), from: this.person, text, entities } });
  }

  /** Sends a photo that the bot did not ask for. */
  async sendsPhoto(): Promise<void> {
    const messageId = this.bot.nextMessageId();
    const photo = [{ file_id: `f${messageId}`, file_unique_id: `u${messageId}`, width: 640, height: 640 }];
    await this.bot.bring({ message: { ...this.about(messageId), from: this.person, photo } });
  }

  /** Sends an edited message with the id of the chat's newest message. */
  async corrects(text: string): Promise<void> {
    await this.bot.bring({ edited_message: { ...this.about(this.newest), from: this.person, text, edit_date: 1 } });
  }

  /** Says something, waits for the bot's next message, and returns the milliseconds between the two. */
  async asks(text: string): Promise<number> {
    const newest = this.newest;
    const sentAt = now();
    const reply = this.bot.chats.until(
      this.id,
      `an answer to ${text}`,
      (messages) => messages.find(({ id }) => id > newest),
      PATIENCE_MS,
    );
    const [{ at }] = await Promise.all([reply, this.says(text)]);
    return at - sentAt;
  }

  sees(
    what: string,
    accept: (message: ChatMessage) => boolean,
    { after = 0, timeoutMs = PATIENCE_MS } = {},
  ): Promise<Seen<ChatMessage>> {
    return this.bot.chats.until(
      this.id,
      what,
      (messages) => messages.find((message) => message.id > after && accept(message)),
      timeoutMs,
    );
  }

  /** Waits for a button without pressing it. */
  async finds(label: RegExp, options: { after?: number; timeoutMs?: number } = {}): Promise<Tap> {
    const has = ({ buttons }: ChatMessage) => buttons.some(({ text }) => label.test(text));
    const { found } = await this.sees(`a button ${label}`, has, options);
    const data = found.buttons.find(({ text }) => label.test(text))?.callback_data ?? '';
    return { messageId: found.id, data };
  }

  /** Presses the button now. Gives the moment of the tap. */
  async taps({ messageId, data }: Tap): Promise<number> {
    const tappedAt = now();
    const text = this.bot.chats.find(this.id, messageId)?.text ?? '';
    await this.bot.bring({
      callback_query: {
        id: String(Math.trunc(tappedAt * 1_000)),
        from: this.person,
        chat_instance: '1',
        data,
        message: { ...this.about(messageId), from: { id: 1, is_bot: true, first_name: 'Bench' }, text },
      },
    });
    return tappedAt;
  }

  async findsAndTaps(label: RegExp, options: { after?: number } = {}): Promise<number> {
    return this.taps(await this.finds(label, options));
  }

  private get person(): object {
    return { id: this.id, is_bot: false, first_name: `Visitor ${this.id}`, language_code: 'en' };
  }

  private about(messageId: number): object {
    return {
      message_id: messageId,
      date: Math.floor(Date.now() / 1_000),
      chat: { id: this.id, type: 'private', first_name: 'V' },
    };
  }
}
