import { styleText } from 'node:util';
import type { SeenMessage } from '@aisha/fakes/telegram';
import type { Action, Teller } from '../story/walker.mts';
import type { DemoWords } from './words.mts';

const WIDTH = 92;
const INDENT = ' '.repeat(8);

interface Shown {
  readonly text: string;
  readonly buttons: string;
  readonly toasts: number;
}

/** Tells a story on the terminal: what the person does, and everything that the person sees, at the time when they see it. */
export class Terminal implements Teller {
  private readonly shown = new Map<number, Shown>();
  private readonly firstName: string;
  private readonly words: DemoWords;
  private readonly print: (line: string) => void;
  private chapters = 0;

  constructor(firstName: string, words: DemoWords, print: (line: string) => void) {
    this.firstName = firstName;
    this.words = words;
    this.print = print;
  }

  chapter(title: string): void {
    this.chapters += 1;
    const head = `── ${this.chapters}. ${title} `;
    this.print('');
    this.print(styleText(['bold', 'magenta'], head.padEnd(WIDTH, '─')));
  }

  acts(action: Action): void {
    this.print(`${styleText(['bold', 'yellow'], this.firstName.padEnd(8))}${done(action)}`);
  }

  /** Prints what is new and what has changed since the last look. */
  looks(chat: readonly SeenMessage[]): void {
    for (const message of chat) this.show(message, chat);
  }

  private show(message: SeenMessage, chat: readonly SeenMessage[]): void {
    if (message.by === 'person') return;
    const now = {
      text: seen(message, chat, this.words),
      buttons: buttons(message, this.words),
      toasts: answers(message).length,
    };
    const before = this.shown.get(message.message_id);
    this.shown.set(message.message_id, now);
    for (const toast of answers(message).slice(before?.toasts ?? 0)) this.bot(styleText('dim', `(${toast})`));
    if (before?.text === now.text && before.buttons === now.buttons) return;
    if (now.text === '') return; // a further message of an album
    if (before === undefined || !isSimilar(before.text, now.text)) this.bot(now.text, now.buttons);
    else this.changed(before, now);
  }

  /** Prints the lines of a changed message that are new, and its buttons if they have changed. */
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
        `${at === 0 ? styleText(['bold', 'green'], this.words.bot.padEnd(INDENT.length)) : INDENT}${mark && styleText('dim', mark)}${line}`,
      ),
    );
    if (keys) for (const row of keys.split('\n')) this.print(`${INDENT}${styleText('blue', row)}`);
  }
}

const done = (action: Action): string => {
  switch (action.kind) {
    case 'writes':
      return action.text;
    case 'taps':
      return styleText('cyan', `👆 ${action.label}`);
    case 'sends':
      return styleText('cyan', `📎 ${action.what}`);
    case 'pays':
      return styleText('cyan', `⭐ ${action.what}`);
  }
};

/**
 * A message as text: the sizes of its pictures, its file, its invoice and its words. The first message of an album stands for the whole
 * album; the others are empty.
 */
const seen = (message: SeenMessage, chat: readonly SeenMessage[], words: DemoWords): string => {
  const { media_group_id: group, document, invoice, photo } = message;
  const album = group ? chat.filter((other) => other.media_group_id === group) : [message];
  if (album[0] !== message) return '';
  const sizes = photo && album.map((each) => `${each.photo?.width}×${each.photo?.height}`).join(', ');
  return [
    sizes && `🖼️  ${words.pictures(album.length)}: ${sizes}`,
    document && `📄 ${document.name ?? words.file}, ${words.bytes(document.size ?? 0)}`,
    invoice &&
      `🧾 «${invoice.title}»: ${invoice.total_amount} ⭐${invoice.paid ? `, ${words.paid}` : ''}\n${invoice.description}`,
    message.text,
  ]
    .filter(Boolean)
    .join('\n');
};

/** The buttons of a message. Telegram's app draws the button of an open invoice itself, in the app's language. */
const buttons = ({ buttons: rows, invoice }: SeenMessage, words: DemoWords): string => {
  if (invoice) return invoice.paid ? '' : `[ ${words.pay(invoice.total_amount)} ]`;
  return rows.map((row) => row.map(({ text }) => `[ ${text} ]`).join(' ')).join('\n');
};

const answers = (message: SeenMessage): string[] =>
  message.presses.map(({ answer }) => answer?.text).filter((text) => text !== undefined && text !== '') as string[];

const isSimilar = (before: string, now: string): boolean => {
  const known = new Set(before.split('\n'));
  const [first] = now.split('\n');
  return first !== undefined && (known.has(first) || first.split(':')[0] === before.split(':')[0]);
};

/** Joins equal lines in a row into one line with their number; empty lines stay as they are. */
const counted = (lines: readonly string[]): string[] =>
  lines.flatMap((line, at) => {
    if (line === '') return [line];
    if (lines[at - 1] === line) return [];
    const end = lines.findIndex((other, later) => later > at && other !== line);
    const times = (end < 0 ? lines.length : end) - at;
    return [times === 1 ? line : `${line} × ${times}`];
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
