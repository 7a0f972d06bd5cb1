import { describe, expect, it } from '@jest/globals';
import type { Update } from 'telegraf/types';
import { keptOf, queueOf, read, writerOf } from './updates';

const from = { id: 5, is_bot: false, first_name: 'Anna' };
const chat = { id: 5, type: 'private' };
const edited = (given: object) =>
  ({
    update_id: 1,
    edited_message: { message_id: 7, date: 1, edit_date: 2, chat, from, ...given },
  }) as unknown as Update;
const sent = (given: object) =>
  ({ update_id: 1, message: { message_id: 7, date: 1, chat, from, ...given } }) as unknown as Update;

describe('an edited message of a person', () => {
  it.each([
    ['its text', { text: 'a cat' }, 'a cat'],
    ['the caption of its photo', { photo: [{ file_id: 'f', file_unique_id: 'u' }], caption: 'me' }, 'me'],
    ['nothing, for a photo without a caption', { photo: [{ file_id: 'f', file_unique_id: 'u' }] }, ''],
    ['nothing, for a command', { text: '/start' }, ''],
  ])('an edited message of a person has %s as its words, before and after it was stored', (_, given, text) => {
    const update = edited(given);
    const input = { kind: 'edited', text, messageId: 7 };

    expect(read(update)).toMatchObject({ kind: 'input', chatId: 5, input });
    expect(read(keptOf(update) as Update)).toMatchObject({ kind: 'input', chatId: 5, input });
    expect(JSON.stringify(keptOf(update))).not.toContain('file_id');
    expect([queueOf(update), writerOf(update)]).toEqual([5, 5]);
  });

  it.each([
    ['in a group', { text: '/text', chat: { id: -9, type: 'supergroup' } }],
    ['of a bot', { text: 'hi', from: { ...from, is_bot: true } }],
    ['that only moves a live location', { location: { latitude: 1, longitude: 2 } }],
    ['that only got a reaction', { text: 'a cat', edit_date: undefined }],
  ])('an edited message %s is ignored, and none of it is stored', (_, given) => {
    const update = edited(given);

    expect(read(update)).toMatchObject({ kind: 'ignored' });
    expect(keptOf(update)).toEqual({ update_id: 1 });
  });
});

describe('a message that the bot does not read', () => {
  it.each([
    ['sticker', { sticker: { file_id: 'f', emoji: '🐱' } }],
    ['place', { location: { latitude: 1.5, longitude: 2.5 } }],
    ['place', { venue: { title: 'Café' }, location: { latitude: 1.5, longitude: 2.5 } }],
    ['contact', { contact: { phone_number: '+4912345', first_name: 'Boris' } }],
    ['else', { poll: { question: 'secret' } }],
  ])('a message that the bot does not read is known to be a %s, and nothing else of it is stored', (what, given) => {
    const kept = keptOf(sent(given));

    expect(read(sent(given))).toMatchObject({ input: { kind: 'other', what } });
    expect(read(kept as Update)).toMatchObject({ input: { kind: 'other', what } });
    expect(JSON.stringify(kept)).not.toMatch(/file_id|🐱|1\.5|\+49|Boris|Café|secret/);
  });
});
