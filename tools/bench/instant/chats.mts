import { now } from '../figures/clock.mts';

/** The part of a message that measures use. */
export interface ChatMessage {
  readonly id: number;
  readonly text: string;
  readonly buttons: readonly { readonly text: string; readonly callback_data?: string }[];
  readonly isPicture: boolean;
}

type Look = (at: number) => void;

export interface Seen<T> {
  readonly found: T;
  /** When a person could first see the message. */
  readonly at: number;
}

/** All chats with one bot, by the person's id. */
export class Chats {
  private readonly messages = new Map<number, Map<number, ChatMessage>>();
  private readonly looking = new Map<number, Set<Look>>();

  /** The id of the newest message in the chat; 0 in an empty one. */
  newestIn(chatId: number): number {
    return Math.max(0, ...(this.messages.get(chatId)?.keys() ?? []));
  }

  find(chatId: number, id: number): ChatMessage | undefined {
    return this.messages.get(chatId)?.get(id);
  }

  show(chatId: number, message: ChatMessage, at: number): void {
    const chat = this.messages.get(chatId) ?? new Map<number, ChatMessage>();
    this.messages.set(chatId, chat.set(message.id, message));
    for (const look of [...(this.looking.get(chatId) ?? [])]) look(at);
  }

  gone(chatId: number, id: number): void {
    this.messages.get(chatId)?.delete(id);
  }

  /** Resolves to what `find` returns, as soon as it finds something in the chat. Rejects after `timeoutMs`. */
  until<T>(
    chatId: number,
    what: string,
    find: (newestFirst: readonly ChatMessage[]) => T | undefined,
    timeoutMs: number,
  ): Promise<Seen<T>> {
    const { promise, resolve, reject } = Promise.withResolvers<Seen<T>>();
    const lookers = this.looking.get(chatId) ?? new Set();
    this.looking.set(chatId, lookers);
    const look: Look = (at) => {
      const found = find(this.of(chatId));
      if (found === undefined) return;
      stop();
      resolve({ found, at });
    };
    const stop = (): void => {
      clearTimeout(timer);
      lookers.delete(look);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`${what} did not come within ${timeoutMs / 1_000} s; the chat ends with ${this.end(chatId)}`));
    }, timeoutMs);
    lookers.add(look);
    look(now());
    return promise;
  }

  /** The messages of a chat, newest first. */
  of(chatId: number): ChatMessage[] {
    return [...(this.messages.get(chatId)?.values() ?? [])].sort((one, other) => other.id - one.id);
  }

  private end(chatId: number): string {
    const [last] = this.of(chatId);
    return last ? `«${last.text.slice(0, 120)}»` : 'nothing';
  }
}
