import type { SeenMessage } from '@aisha/fakes/telegram';
import { now } from './clock.mts';

interface LiveEvent {
  readonly type: string;
  readonly person_id: number;
  readonly message?: SeenMessage;
  readonly message_id?: number;
}
type Look = (at: number) => void;

export interface Seen<T> {
  readonly found: T;
  /** When it was there to be seen. */
  readonly at: number;
}

const LINE_END = '\n\n';

/** Everybody's chats as they change, from the stand-in's event stream: nobody has to ask again and again. */
export class Chats {
  private readonly messages = new Map<number, Map<number, SeenMessage>>();
  private readonly looking = new Map<number, Set<Look>>();
  private readonly leaving = new AbortController();
  readonly url: string;

  private constructor(url: string) {
    this.url = url;
  }

  static async open(url: string): Promise<Chats> {
    const chats = new Chats(url);
    const response = await fetch(`${url}/person/events`, { signal: chats.leaving.signal });
    if (!response.ok || !response.body) throw new Error(`the event stream answered ${response.status}`);
    void chats.read(response.body).catch(() => undefined); // ends with the stand-in, or with close()
    return chats;
  }

  /** The id of the newest message in the chat; 0 in an empty one. */
  newestIn(personId: number): number {
    return Math.max(0, ...(this.messages.get(personId)?.keys() ?? []));
  }

  /** Resolves once the chat, newest message first, holds what is looked for. */
  until<T>(
    personId: number,
    what: string,
    find: (newestFirst: readonly SeenMessage[]) => T | undefined,
    timeoutMs: number,
  ): Promise<Seen<T>> {
    const { promise, resolve, reject } = Promise.withResolvers<Seen<T>>();
    const lookers = this.looking.get(personId) ?? new Set();
    this.looking.set(personId, lookers);
    const look: Look = (at) => {
      const found = find(this.newestFirst(personId));
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
      reject(new Error(`${what} did not come within ${timeoutMs / 1_000} s; the chat ends with ${this.end(personId)}`));
    }, timeoutMs);
    lookers.add(look);
    look(now());
    return promise;
  }

  close(): void {
    this.leaving.abort();
  }

  private newestFirst(personId: number): SeenMessage[] {
    return [...(this.messages.get(personId)?.values() ?? [])].sort((one, other) => other.message_id - one.message_id);
  }

  private end(personId: number): string {
    const [last] = this.newestFirst(personId);
    return last ? `«${(last.text ?? '').slice(0, 120)}»` : 'nothing';
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      const at = now();
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split(LINE_END);
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        if (block.startsWith('data: ')) this.happened(JSON.parse(block.slice('data: '.length)) as LiveEvent, at);
      }
    }
  }

  private happened({ type, person_id, message, message_id }: LiveEvent, at: number): void {
    const chat = this.messages.get(person_id) ?? new Map<number, SeenMessage>();
    this.messages.set(person_id, chat);
    if (message) chat.set(message.message_id, message);
    else if (type === 'deleted' && message_id !== undefined) chat.delete(message_id);
    else return;
    for (const look of [...(this.looking.get(person_id) ?? [])]) look(at);
  }
}
