import { setTimeout as pause } from 'node:timers/promises';
import { type InlineButton, MORE, type Person, type SeenMessage } from '@aisha/fakes/telegram';

const LOOK_EVERY_MS = 60;
const PATIENCE_MS = 180_000;
/** When a chat has not changed for this long, the bot has said everything for now. */
const SETTLED_MS = 1_200;

/** An act of a person; the teller learns of the act before the person does it. */
export type Action =
  | { readonly kind: 'writes'; readonly text: string }
  | { readonly kind: 'taps'; readonly message: SeenMessage; readonly label: string }
  | { readonly kind: 'sends'; readonly what: string }
  | { readonly kind: 'pays'; readonly what: string };

/** The teller of the story: prints it, or takes pictures of it. */
export interface Teller {
  chapter(title: string): void | Promise<void>;
  /** Called before the person does this. */
  acts(action: Action): void | Promise<void>;
  /** Called again and again with the chat as the person sees it. */
  looks(chat: readonly SeenMessage[]): void | Promise<void>;
}

/** Tells nothing. */
export const SILENT: Teller = { chapter: () => {}, acts: () => {}, looks: () => {} };

/** What to do when a screen offers a button with this code: tap the button with this label, or the first one, or do something else. */
export type Answers = Readonly<Record<string, RegExp | 'first' | (() => Promise<void>)>>;

/** The message to wait for: one with a button of this code, or one that the function accepts. */
export type Wanted = string | ((message: SeenMessage) => boolean);

/**
 * A person who chooses buttons by their codes (docs/generated/buttons.md), so that the language of the labels does not matter. A code
 * may have the button's fields after it: `bal.pack:medium-1`.
 */
export class Walker {
  readonly person: Person;
  private readonly teller: Teller;
  private readonly signal: AbortSignal;

  constructor(person: Person, teller: Teller, signal: AbortSignal) {
    this.person = person;
    this.teller = teller;
    this.signal = signal;
  }

  async chapter(title: string): Promise<void> {
    await this.look();
    await this.teller.chapter(title);
  }

  async writes(text: string, replyTo?: SeenMessage): Promise<void> {
    await this.acts({ kind: 'writes', text });
    await this.person.sends(text, replyTo && { replyTo });
  }

  /** Waits for a button with this code and taps the newest one. */
  async taps(code: string, label: RegExp | 'first' = 'first'): Promise<void> {
    const message = await this.unfoldsUntil(code);
    const button = buttonOf(message, code, label);
    if (!button) throw new Error(`Of the buttons ${code}, none is labelled ${String(label)}.`);
    await this.acts({ kind: 'taps', message, label: button.text });
    await this.person.pressesIn(message, button.text);
  }

  /**
   * Waits for a message with a button of this code. Taps the newest «⋯» when the bot has said everything without such a button, and when an
   * older message has one: that button is of another result.
   */
  private async unfoldsUntil(code: string): Promise<SeenMessage> {
    const opened = new Set<number>();
    const unfolds = async (chat: readonly SeenMessage[]): Promise<void> => {
      const newest = chat.findLast(({ by, buttons }) => by === 'bot' && buttons.length > 0);
      if (!newest || isWanted(newest, code) || opened.has(newest.message_id)) return;
      const more = newest.buttons.flat().find(({ text }) => text.startsWith(MORE));
      if (!more) return;
      opened.add(newest.message_id);
      await this.acts({ kind: 'taps', message: newest, label: more.text });
      await this.person.pressesIn(newest, more.text);
    };
    const chat = await this.look();
    if (chat.some((message) => message.by === 'bot' && isWanted(message, code))) {
      await unfolds(chat);
      if (opened.size > 0) await this.settles();
    }
    return this.waitsFor(code, async () => unfolds(await this.settles()));
  }

  async sendsPhotos(what: string, photos: readonly Buffer[]): Promise<void> {
    await this.acts({ kind: 'sends', what });
    await this.person.sendsPhotos(photos);
  }

  async sendsDocument(what: string, bytes: Buffer, name: string): Promise<void> {
    await this.acts({ kind: 'sends', what });
    await this.person.sendsDocument(bytes, name);
  }

  async sendsVoice(what: string, ogg: Buffer, seconds: number): Promise<void> {
    await this.acts({ kind: 'sends', what });
    await this.person.sendsVoice(ogg, seconds);
  }

  /** Pays the open invoice. */
  async pays(what: (stars: number) => string): Promise<void> {
    const { invoice } = await this.waitsFor((message) => message.invoice?.paid === false);
    await this.acts({ kind: 'pays', what: what(invoice!.total_amount) });
    const outcome = await this.person.pays();
    if (!outcome.paid) throw new Error(`The payment was refused: ${JSON.stringify(outcome)}`);
  }

  /** Answers each question of the bot once, in the order of `answers`, until the wanted message has come. Returns that message. */
  async goesOn(goal: Wanted, answers: Answers): Promise<SeenMessage> {
    const left = new Map(Object.entries(answers));
    return this.waitsFor(goal, async (chat) => {
      const asked = [...left].find(([code]) => chat.some((message) => buttonOf(message, code)));
      if (!asked) return;
      const [code, answer] = asked;
      left.delete(code);
      if (typeof answer === 'function') return answer();
      await this.taps(code, answer);
      await this.seesAnother(chat);
    });
  }

  /**
   * Waits until the chat has changed, so that the next label is read from the new screen. Gives up after a time, because a tap may change
   * nothing.
   */
  private async seesAnother(chat: readonly SeenMessage[]): Promise<void> {
    const said = (messages: readonly SeenMessage[]): string =>
      JSON.stringify(messages.map(({ text, buttons }) => [text, buttons]));
    for (const since = performance.now(); performance.now() - since < SETTLED_MS; await pause(LOOK_EVERY_MS))
      if (said(await this.look()) !== said(chat)) return;
  }

  /**
   * Waits until the chat has a wanted message of the bot, and returns the newest one. Until then it calls `meanwhile` again and again; it
   * throws after PATIENCE_MS.
   */
  async waitsFor(wanted: Wanted, meanwhile?: (chat: readonly SeenMessage[]) => Promise<void>): Promise<SeenMessage> {
    for (const deadline = performance.now() + PATIENCE_MS; ; await pause(LOOK_EVERY_MS)) {
      this.signal.throwIfAborted();
      const chat = await this.look();
      const found = chat.findLast((message) => message.by === 'bot' && isWanted(message, wanted));
      if (found) return found;
      await meanwhile?.(chat);
      if (performance.now() > deadline)
        throw new Error(`${this.person.firstName} waited ${PATIENCE_MS / 1000} s in vain for ${String(wanted)}.`);
    }
  }

  /** Waits until the bot has finished speaking for now. */
  async settles(): Promise<readonly SeenMessage[]> {
    let before = '';
    for (let since = performance.now(); performance.now() - since < SETTLED_MS; await pause(LOOK_EVERY_MS)) {
      this.signal.throwIfAborted();
      const now = JSON.stringify(await this.look());
      if (now !== before) since = performance.now();
      before = now;
    }
    return this.person.chat();
  }

  private async acts(action: Action): Promise<void> {
    await this.look();
    await this.teller.acts(action);
  }

  /** The id of what the person sent last; 0 if nothing. */
  async lastWords(): Promise<number> {
    return (await this.person.chat()).findLast(({ by }) => by === 'person')?.message_id ?? 0;
  }

  private async look(): Promise<SeenMessage[]> {
    const chat = await this.person.chat();
    await this.teller.looks(chat);
    return chat;
  }
}

/** The code that a button carries, without its fields and signature. */
export const codeOf = ({ callback_data: data = '' }: InlineButton): string => /^[^:~]*/.exec(data)![0];

export const buttonOf = (
  { buttons }: SeenMessage,
  code: string,
  label: RegExp | 'first' = 'first',
): InlineButton | undefined =>
  buttons
    .flat()
    .find(
      ({ text, callback_data: data }) =>
        data !== undefined &&
        (data.split('~')[0] === code || data.startsWith(`${code}:`)) &&
        (label === 'first' || label.test(text)),
    );

/**
 * Accepts a message after the message `than` that has a button with one of these codes. The error of a wait that times out names the codes.
 */
export const newer = (than: number, ...codes: readonly string[]): ((message: SeenMessage) => boolean) =>
  Object.assign(
    (message: SeenMessage) => message.message_id > than && codes.some((code) => buttonOf(message, code) !== undefined),
    { toString: () => `${codes.join(' or ')} after message ${than}` },
  );

const isWanted = (message: SeenMessage, wanted: Wanted): boolean =>
  typeof wanted === 'string' ? buttonOf(message, wanted) !== undefined : wanted(message);
