import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { drawnSelfies } from '../drawn-faces';
import { Person, startTelegram, type FakeTelegram, type Update } from './index';

const TOKEN = '7000001:sandbox-token';

interface Envelope {
  ok: boolean;
  result: never;
  description?: string;
  error_code?: number;
}

describe('a conversation', () => {
  let telegram: FakeTelegram;
  let ann: Person;
  let offset = 0;

  const bot = async (method: string, parameters: object = {}): Promise<Envelope> => {
    const response = await fetch(`${telegram.url}/bot${TOKEN}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    return (await response.json()) as Envelope;
  };
  const nextUpdates = async (): Promise<Update[]> => {
    const updates = (await bot('getUpdates', { offset, timeout: 5 })).result as Update[];
    offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
    return updates;
  };

  beforeEach(async () => {
    offset = 0;
    telegram = await startTelegram({ token: TOKEN });
    ann = await Person.join(telegram.url, { firstName: 'Ann <b>' });
  });
  afterEach(async () => telegram.close());

  it('a conversation goes both ways: a command arrives as an update, the answer is seen with its buttons', async () => {
    await ann.sends('/start ref_7');
    const [update] = await nextUpdates();
    expect(update).toMatchObject({
      message: {
        text: '/start ref_7',
        entities: [{ type: 'bot_command', offset: 0, length: 6 }],
        chat: { id: ann.id, type: 'private' },
      },
    });

    await bot('sendMessage', {
      chat_id: ann.id,
      text: '<b>Hello</b>',
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'Menu', callback_data: 'm' }]] },
    });

    const message = await ann.sees('Hello');
    expect(message).toMatchObject({ text: 'Hello', entities: [{ type: 'bold', offset: 0, length: 5 }] });
    expect(await ann.transcript()).toBe('Ann <b>: /start ref_7\nbot: Hello\n    [Menu]');
  });

  it('a conversation carries a press to the bot and its toast and edit back to the person', async () => {
    await ann.sends('/start');
    const sent = await bot('sendMessage', {
      chat_id: ann.id,
      text: 'Pick',
      reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a:1' }]] },
    });
    const { message_id } = sent.result as { message_id: number };
    await nextUpdates();
    await ann.presses('A');
    const [update] = await nextUpdates();
    expect(update).toMatchObject({ callback_query: { data: 'a:1', message: { message_id, text: 'Pick' } } });

    await bot('answerCallbackQuery', { callback_query_id: update?.callback_query?.id, text: 'Done' });
    await bot('editMessageText', { chat_id: ann.id, message_id, text: 'Picked A' });

    const message = await ann.sees('Picked A');
    expect(message).toMatchObject({ edited: true, buttons: [], presses: [{ data: 'a:1', answer: { text: 'Done' } }] });
  });

  it('a conversation sends an album as separate updates of one media group, and lets the bot fetch each photograph', async () => {
    await ann.sendsPhotos(await drawnSelfies(1, 3), 'me');
    const updates = await nextUpdates();
    expect(updates).toHaveLength(3);
    expect(new Set(updates.map(({ message }) => message?.media_group_id)).size).toBe(1);
    expect(updates.map(({ message }) => message?.caption)).toEqual(['me', undefined, undefined]);

    const largest = updates[0]?.message?.photo?.at(-1);
    const file = (await bot('getFile', { file_id: largest?.file_id })).result as { file_path: string };
    const response = await fetch(`${telegram.url}/file/bot${TOKEN}/${file.file_path}`);
    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBe(largest?.file_size);
  });

  it('a conversation carries a round video to the bot, and names the path of its file', async () => {
    const sent = await ann.sendsVideoNote(Buffer.from('video'), 4);
    expect(sent.video_note).toMatchObject({ duration: 4, size: 5 });
    const [update] = await nextUpdates();
    const note = update?.message?.video_note;
    expect(note).toMatchObject({ length: 384, duration: 4, file_size: 5 });
    const { file_path } = (await bot('getFile', { file_id: note?.file_id })).result as { file_path: string };
    expect(file_path).toMatch(/^video_notes\//);
    expect((await ann.downloads(sent)).map(String)).toEqual(['video']);
  });

  it('a conversation carries a video to the bot, with its name and its length in seconds', async () => {
    const sent = await ann.sendsVideo(Buffer.from('video'), 'talk.mov', 70, 'video/quicktime');
    expect(sent.video).toMatchObject({ duration: 70, size: 5, name: 'talk.mov' });
    const [update] = await nextUpdates();
    const video = update?.message?.video;
    expect(video).toMatchObject({ duration: 70, file_size: 5, file_name: 'talk.mov', mime_type: 'video/quicktime' });
    const { file_path } = (await bot('getFile', { file_id: video?.file_id })).result as { file_path: string };
    expect(file_path).toMatch(/^videos\/.*\.mov$/);
  });

  it('a conversation tells the bot when a person edits their message, and lets nobody edit the bot’s messages', async () => {
    const mine = await ann.sends('by the see');
    const { result } = await bot('sendMessage', { chat_id: ann.id, text: 'Drawing' });
    await nextUpdates();
    expect(await ann.edits(mine, 'by the *sea*')).toMatchObject({ text: 'by the *sea*', edited: true });
    expect(await nextUpdates()).toMatchObject([
      { edited_message: { message_id: mine.message_id, text: 'by the *sea*', from: { id: ann.id } } },
    ]);
    await expect(ann.edits(result, 'Drawn')).rejects.toThrow('somebody else wrote this');
  });

  it('a conversation forwards a message with the name of its first writer, and lets nobody edit a forwarded message', async () => {
    const mine = await ann.sends('by the sea');
    const { result } = await bot('sendMessage', { chat_id: ann.id, text: 'Drawing' });
    await nextUpdates();
    const [own, theirs] = [await ann.forwards(mine), await ann.forwards(result)];
    expect([own, theirs]).toMatchObject([
      { text: 'by the sea', forwarded_from: 'Ann <b>' },
      { text: 'Drawing', forwarded_from: 'Аиша' },
    ]);
    expect(await nextUpdates()).toMatchObject([
      { message: { text: 'by the sea', forward_origin: { type: 'user', sender_user: { id: ann.id, is_bot: false } } } },
      { message: { text: 'Drawing', forward_origin: { type: 'user', sender_user: { is_bot: true } } } },
    ]);
    await expect(ann.edits(own, 'by the lake')).rejects.toThrow('only a message of one’s own can be edited');
  });

  it('a conversation forwards a message with its buttons only when all of them are links', async () => {
    await ann.sends('/start');
    const link = { text: 'Open', url: 'https://t.me/aisha_bot?start=x' };
    const sends = async (buttons: object[]) =>
      (await bot('sendMessage', { chat_id: ann.id, text: 'Drawing', reply_markup: { inline_keyboard: [buttons] } }))
        .result;
    const [links, mixed] = [await sends([link]), await sends([link, { text: 'More', callback_data: 'more' }])];

    expect((await ann.forwards(links)).buttons).toEqual([[link]]);
    expect((await ann.forwards(mixed)).buttons).toEqual([]);
  });

  it('the person’s side of the fake tells the bot’s English name beside the Russian one; getMe tells only the Russian name', async () => {
    const told = await (await fetch(`${telegram.url}/person/bot`)).json();
    expect(told).toMatchObject({ first_name: 'Аиша', names: { en: 'Aisha' } });
    expect((await bot('getMe', {})).result).not.toHaveProperty('names');
  });

  it('a conversation gives each album a media group of its own, whoever sends it', async () => {
    const [mine] = await ann.sendsPhotos(await drawnSelfies(1, 2));
    const [another] = await ann.sendsPhotos(await drawnSelfies(2, 2));
    const media = [mine, another].map((message) => ({ type: 'photo', media: message?.photo?.file_id }));
    await bot('sendMediaGroup', { chat_id: ann.id, media });

    const albums = (await ann.chat()).map((message) => message.media_group_id);
    expect(albums).toHaveLength(6);
    expect(new Set(albums).size).toBe(3);
  });
});
