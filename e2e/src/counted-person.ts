import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { PATIENT } from './patience';

/** The effort that a task asks of a person, and the messages it leaves in the chat. */
export interface Effort {
  readonly taps: number;
  /** Texts, recordings and albums that the person sends. */
  readonly messages: number;
  /** The bot's messages that stay in the chat. An album counts as one. */
  readonly answers: number;
}

/** Counts a person's taps and messages from a screen on. The person looks at no older message. */
export class CountedPerson {
  private taps = 0;
  private messages = 0;

  private constructor(
    private readonly person: Person,
    private readonly before: ReadonlySet<number>,
    private readonly looks: { timeoutMs: number; after?: number },
  ) {}

  /** Starts counting at a screen. Without a screen, the chat is new to the person. */
  static async from(person: Person, screen?: SeenMessage): Promise<CountedPerson> {
    const before = (await person.chat()).map(({ message_id: id }) => id);
    return new CountedPerson(person, new Set(before), {
      ...PATIENT,
      ...(screen && { after: screen.message_id - 1 }),
    });
  }

  async presses(label: string | RegExp): Promise<void> {
    this.taps += 1;
    await this.person.presses(label, this.looks);
  }

  async sends(text: string): Promise<void> {
    this.messages += 1;
    await this.person.sends(text);
  }

  async sendsAlbum(photos: readonly Buffer[]): Promise<void> {
    this.messages += 1;
    await this.person.sendsPhotos(photos);
  }

  async sendsVoice(ogg: Buffer, seconds: number): Promise<void> {
    this.messages += 1;
    await this.person.sendsVoice(ogg, seconds);
  }

  sees(pattern: string | RegExp): Promise<SeenMessage> {
    return this.person.sees(pattern, this.looks);
  }

  async effort(): Promise<Effort> {
    const said = (await this.person.chat()).filter(({ by, message_id: id }) => by === 'bot' && !this.before.has(id));
    const answers = new Set(said.map((message) => message.media_group_id ?? message.message_id)).size;
    return { taps: this.taps, messages: this.messages, answers };
  }
}
