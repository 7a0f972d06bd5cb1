import type { StoredMessage, StoredPerson } from './stored-chat';
import type { LiveEvents } from './live-events';

/** What a person did, as a line of the spec that does it again. */
interface Act {
  readonly line: string;
  /** What the bot's messages said after this act and before the next one: message id → the message's words. */
  readonly seen: Map<number, string>;
}

const ACTS_AT_MOST = 500;
const quoted = (text: string): string => JSON.stringify(text);

/** Keeps what happens in each chat since the start, so that it can be saved as a spec in the language of the gateway's harness. */
export class SavedTests {
  private readonly acts = new Map<number, Act[]>();
  private readonly shown = new Map<number, string>();

  constructor(events: LiveEvents) {
    events.subscribe((event) => {
      if (event.type === 'message') this.keep(event.person_id, event.stored);
    });
  }

  /** Keeps the press of a button, because the event of the changed message does not name the press. */
  pressed(chatId: number, label: string): void {
    this.add(chatId, `await person.presses(${quoted(label)});`);
  }

  paid(chatId: number): void {
    this.add(chatId, 'await person.pays();');
  }

  /** The spec that replays the chat of this person. */
  of({ id, first_name: name, language_code: language }: StoredPerson): string {
    const acts = this.acts.get(id) ?? [];
    const body = acts.flatMap(({ line, seen }) => [
      line,
      ...[...seen.values()].map((words) => `await person.sees(${quoted(words)});`),
    ]);
    const uses = (word: string): boolean => body.some((line) => line.includes(word));
    return [
      `import { it } from '@jest/globals';`,
      ...(uses('drawnSelfies') ? [`import { drawnSelfies } from '@aisha/fakes/drawn-faces';`] : []),
      ...(uses('recordedTone') ? [`import { recordedTone } from '@aisha/fakes/recorded-tone';`] : []),
      `import { botHarness } from '../spec/bot-harness';`,
      '',
      '// A chat of the sandbox, to be put into apps/bot-gateway/src. The gateway runs alone here: what the other apps answered needs rows of',
      '// theirs (`postgres.fixtures`), and is left out of the file otherwise.',
      `it(${quoted(`the chat of ${name} goes as it was saved`)}, async () => {`,
      ...[
        'const bot = await botHarness();',
        'await bot.replica();',
        `const person = await bot.joins(${quoted(name)}, ${quoted(language)});`,
        ...body,
      ].map((line) => `  ${line}`),
      '}, 120_000);',
      '',
    ].join('\n');
  }

  private keep(chatId: number, stored: StoredMessage): void {
    const { message, by } = stored;
    if (by === 'person') {
      if (
        message.edit_date === undefined &&
        !message.successful_payment &&
        !message.refunded_payment &&
        !this.shown.has(message.message_id)
      ) {
        this.shown.set(message.message_id, '');
        this.add(chatId, lineOf(stored));
      }
      return;
    }
    const words = firstParagraph(message.text ?? message.caption ?? '');
    if (!words || this.shown.get(message.message_id) === words) return;
    this.shown.set(message.message_id, words);
    this.acts.get(chatId)?.at(-1)?.seen.set(message.message_id, words);
  }

  private add(chatId: number, line: string): void {
    const acts = this.acts.get(chatId) ?? [];
    this.acts.set(chatId, [...acts, { line, seen: new Map() }].slice(-ACTS_AT_MOST));
  }
}

/** The first paragraph of a text. Later paragraphs hold balances and dates, which differ on another day. */
const firstParagraph = (text: string): string => text.split('\n\n')[0]!.trim();

const lineOf = ({ message }: StoredMessage): string => {
  if (message.text !== undefined) return `await person.sends(${quoted(message.text)});`;
  if (message.photo) return `await person.sendsPhotos(await drawnSelfies(1, 1));`;
  if (message.voice)
    return `await person.sendsVoice(await recordedTone(${message.voice.duration}), ${message.voice.duration});`;
  if (message.sticker) return `await person.sendsSticker(${quoted(message.sticker.emoji ?? '')});`;
  if (message.location) return 'await person.sendsLocation();';
  if (message.contact) return 'await person.sendsContact();';
  if (message.document)
    return `await person.sendsDocument(Buffer.from('the file is not saved'), ${quoted(message.document.file_name ?? 'file')});`;
  return '// something was sent here that is not saved';
};
