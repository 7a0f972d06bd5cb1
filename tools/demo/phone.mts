import { setTimeout as pause } from 'node:timers/promises';
import { styleText } from 'node:util';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';

const POLL_EVERY_MS = 60;
const PATIENCE_MS = 60_000;
const WIDTH = 92;
const INDENT = ' '.repeat(8);

interface Shown {
  readonly text: string;
  readonly buttons: string;
  readonly toasts: number;
}

/** What a message must be to be waited for: words in it or on its buttons, or anything a function says. */
export type Wanted = string | RegExp | ((message: SeenMessage) => boolean);

/** A person's phone: what they do with it, and on the terminal everything they see, when they see it. */
export class Phone {
  private readonly shown = new Map<number, Shown>();
  private readonly person: Person;
  private readonly print: (line: string) => void;
  private readonly signal: AbortSignal;
  private step = 0;

  constructor(person: Person, print: (line: string) => void, signal: AbortSignal) {
    this.person = person;
    this.print = print;
    this.signal = signal;
  }

  /** Begins a chapter of the story. */
  async chapter(title: string): Promise<void> {
    await this.look();
    this.step += 1;
    const head = `── ${this.step}. ${title} `;
    this.print('');
    this.print(styleText(['bold', 'magenta'], head.padEnd(WIDTH, '─')));
  }

  async writes(text: string): Promise<void> {
    await this.does(text, () => this.person.sends(text));
  }

  async taps(label: string | RegExp): Promise<void> {
    await this.waitsFor((message) => labelled(message, label) !== undefined);
    const message = (await this.person.chat()).findLast((each) => labelled(each, label) !== undefined)!;
    await this.does(styleText('cyan', `👆 ${labelled(message, label)}`), () => this.person.presses(label));
  }

  async sendsPhotos(what: string, photos: readonly Buffer[]): Promise<void> {
    await this.does(styleText('cyan', `📷 ${what}`), () => this.person.sendsPhotos(photos));
  }

  async sendsVoice(what: string, ogg: Buffer, seconds: number): Promise<void> {
    await this.does(styleText('cyan', `🎤 ${what}`), () => this.person.sendsVoice(ogg, seconds));
  }

  async pays(): Promise<void> {
    const { invoice } = await this.waitsFor((message) => message.invoice?.paid === false);
    await this.does(styleText('cyan', `⭐ pays ${invoice?.total_amount} Stars`), async () => {
      const outcome = await this.person.pays();
      if (!outcome.paid) throw new Error(`The payment was refused: ${JSON.stringify(outcome)}`);
    });
  }

  /** Polls the chat until it has the message, and returns the newest one. */
  async waitsFor(wanted: Wanted): Promise<SeenMessage> {
    for (const deadline = performance.now() + PATIENCE_MS; ; await pause(POLL_EVERY_MS)) {
      this.signal.throwIfAborted();
      const found = (await this.look()).findLast((message) => message.by === 'bot' && isWanted(message, wanted));
      if (found) return found;
      if (performance.now() > deadline)
        throw new Error(`${this.person.firstName} waited ${PATIENCE_MS / 1000} s in vain for ${String(wanted)}.`);
    }
  }

  downloads(message: SeenMessage): Promise<Buffer[]> {
    return this.person.downloads(message);
  }

  private async does(what: string, doIt: () => Promise<unknown>): Promise<void> {
    await this.look();
    this.print(`${styleText(['bold', 'yellow'], this.person.firstName.padEnd(8))}${what}`);
    await doIt();
  }

  /** Prints what is new and what has changed since the last look. */
  private async look(): Promise<SeenMessage[]> {
    const chat = await this.person.chat();
    for (const message of chat) this.show(message, chat);
    return chat;
  }

  private show(message: SeenMessage, chat: readonly SeenMessage[]): void {
    if (message.by === 'person') return;
    const now = { text: words(message, chat), buttons: buttons(message), toasts: answers(message).length };
    const before = this.shown.get(message.message_id);
    this.shown.set(message.message_id, now);
    for (const toast of answers(message).slice(before?.toasts ?? 0)) this.bot(styleText('dim', `(${toast})`));
    if (before?.text === now.text && before.buttons === now.buttons) return;
    if (now.text === '') return; // the rest of an album
    if (before === undefined || !isSimilar(before.text, now.text)) this.bot(now.text, now.buttons);
    else this.changed(before, now);
  }

  /** Of a card that goes on, only the lines that are new. */
  private changed(before: Shown, now: Shown): void {
    const known = new Set(before.text.split('\n'));
    const fresh = now.text.split('\n').filter((line) => !known.has(line));
    const newButtons = now.buttons === before.buttons ? '' : now.buttons;
    if (fresh.length > 0 || newButtons) this.bot(fresh.join('\n'), newButtons, '↻ ');
  }

  private bot(text: string, keys = '', mark = ''): void {
    const lines = counted(text.split('\n')).flatMap((line) => wrap(line, WIDTH - INDENT.length));
    lines.forEach((line, at) =>
      this.print(
        `${at === 0 ? styleText(['bold', 'green'], 'Аиша'.padEnd(INDENT.length)) : INDENT}${mark && styleText('dim', mark)}${line}`,
      ),
    );
    if (keys) for (const row of keys.split('\n')) this.print(`${INDENT}${styleText('blue', row)}`);
  }
}

const labelled = (message: SeenMessage, label: string | RegExp): string | undefined =>
  message.buttons
    .flat()
    .map(({ text }) => text)
    .find((text) => (typeof label === 'string' ? text.includes(label) : label.test(text)));

const isWanted = (message: SeenMessage, wanted: Wanted): boolean => {
  if (typeof wanted === 'function') return wanted(message);
  const text = [message.text, buttons(message)].join('\n');
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
};

/** A message in words: pictures as their sizes, an album in its first message. */
const words = (message: SeenMessage, chat: readonly SeenMessage[]): string => {
  const { media_group_id: group, document, invoice, photo } = message;
  const album = group ? chat.filter((other) => other.media_group_id === group) : [message];
  if (album[0] !== message) return '';
  const sizes = photo && album.map((each) => `${each.photo?.width}×${each.photo?.height}`).join(', ');
  return [
    sizes && `🖼  ${album.length === 1 ? 'a picture' : `an album of ${album.length} pictures`}: ${sizes}`,
    document && `📄 ${document.name ?? 'a file'}, ${document.size ?? '?'} bytes`,
    invoice &&
      `🧾 invoice «${invoice.title}»: ${invoice.total_amount} ⭐${invoice.paid ? ', paid' : ''}\n${invoice.description}`,
    message.text,
  ]
    .filter(Boolean)
    .join('\n');
};

const buttons = (message: SeenMessage): string =>
  message.buttons.map((row) => row.map(({ text }) => `[ ${text} ]`).join(' ')).join('\n');

const answers = (message: SeenMessage): string[] =>
  message.presses.map(({ answer }) => answer?.text).filter((text) => text !== undefined && text !== '') as string[];

const isSimilar = (before: string, now: string): boolean => {
  const known = new Set(before.split('\n'));
  const [first] = now.split('\n');
  return first !== undefined && (known.has(first) || first.split(':')[0] === before.split(':')[0]);
};

/** A line that is there several times, once and with its number; empty ones stay as they are. */
const counted = (lines: readonly string[]): string[] =>
  lines
    .filter((line, at) => line === '' || lines.indexOf(line) === at)
    .map((line) => {
      const times = lines.filter((other) => other === line).length;
      return line === '' || times === 1 ? line : `${line} × ${times}`;
    });

const wrap = (line: string, width: number): string[] => {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1)!;
    if (last.length > 0 && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
};
