import { Person, type SeenMessage } from '@aisha/fakes/telegram';
import type { Chats, Seen } from './chats.mts';
import { now } from './clock.mts';

const PATIENCE_MS = 60_000;

/** Somebody who chats with a bot and looks at the clock. */
export class Visitor {
  private readonly chats: Chats;
  readonly person: Person;

  private constructor(chats: Chats, person: Person) {
    this.chats = chats;
    this.person = person;
  }

  static async join(chats: Chats, firstName: string): Promise<Visitor> {
    return new Visitor(chats, await Person.join(chats.url, { firstName, language: 'en' }));
  }

  get id(): number {
    return this.person.id;
  }

  /** Says something and waits for the bot's next message. */
  async asks(text: string): Promise<{ sentAt: number; ms: number }> {
    const after = this.chats.newestIn(this.id);
    const sentAt = now();
    const reply = this.chats.until(
      this.id,
      `an answer to ${text}`,
      (messages) => messages.find(({ by, message_id }) => by === 'bot' && message_id > after),
      PATIENCE_MS,
    );
    const [{ at }] = await Promise.all([reply, this.person.sends(text)]);
    return { sentAt, ms: at - sentAt };
  }

  async sees(
    what: string,
    accept: (message: SeenMessage) => boolean,
    { after = 0, timeoutMs = PATIENCE_MS } = {},
  ): Promise<Seen<SeenMessage>> {
    return this.chats.until(
      this.id,
      what,
      (messages) => messages.find((message) => message.by === 'bot' && message.message_id > after && accept(message)),
      timeoutMs,
    );
  }

  /** Waits for a button without pressing it. */
  async finds(label: RegExp, options: { after?: number; timeoutMs?: number } = {}): Promise<Tap> {
    const { found } = await this.sees(
      `a button ${label}`,
      ({ buttons }) => buttons.flat().some(({ text }) => label.test(text)),
      options,
    );
    const data = found.buttons.flat().find(({ text }) => label.test(text))?.callback_data ?? '';
    return { messageId: found.message_id, data };
  }

  /** Presses it now. Gives the moment of the tap. */
  async taps({ messageId, data }: Tap): Promise<number> {
    const tappedAt = now();
    const response = await fetch(`${this.chats.url}/person/people/${this.id}/press`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message_id: messageId, data }),
    });
    if (!response.ok) throw new Error(`the button could not be pressed: ${response.status} ${await response.text()}`);
    await response.body?.cancel();
    return tappedAt;
  }

  async findsAndTaps(label: RegExp, options: { after?: number } = {}): Promise<number> {
    return this.taps(await this.finds(label, options));
  }
}

export interface Tap {
  readonly messageId: number;
  readonly data: string;
}
