import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { BotUnderTest, type Envelope, TOKEN } from './bot-under-test';
import { Person, startTelegram, type FakeTelegram } from './index';

let telegram: FakeTelegram;
let bot: BotUnderTest;
let ann: Person;
let now: Date;

const picture = async (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#8899aa' } })
    .jpeg()
    .toBuffer();

beforeEach(async () => {
  now = new Date('2026-11-20T10:00:00Z');
  telegram = await startTelegram({ token: TOKEN, now: () => now, timeScale: 0.02 });
  bot = new BotUnderTest(telegram.url);
  ann = await Person.join(telegram.url, { firstName: 'Ann' });
  await ann.sends('/start');
});
afterEach(async () => telegram.close());

describe('the transport', () => {
  const asked = async (path: string, init?: RequestInit): Promise<[number, Envelope]> => {
    const response = await fetch(`${telegram.url}${path}`, init);
    expect(response.headers.get('content-type')).toBe('application/json');
    return [response.status, (await response.json()) as Envelope];
  };

  it('the transport reads the four encodings alike and ignores the case of a method', async () => {
    const form = new FormData();
    form.set('chat_id', String(ann.id));
    form.set('text', 'multipart');
    await asked(`/bot${TOKEN}/SENDMESSAGE?chat_id=${ann.id}&text=query`);
    await asked(`/bot${TOKEN}/sendmessage`, {
      method: 'POST',
      body: new URLSearchParams({ chat_id: String(ann.id), text: 'form' }),
    });
    await asked(`/bot${TOKEN}/sendMessage`, { method: 'POST', body: form });
    await bot.call('SendMessage', { chat_id: ann.id, text: 'json' });
    expect((await ann.chat()).map(({ text }) => text)).toEqual(['/start', 'query', 'form', 'multipart', 'json']);
  });

  it('the transport takes nested values as JSON or as JSON in a string', async () => {
    const markup = { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] };
    await bot.call('sendMessage', { chat_id: ann.id, text: '1', reply_markup: markup });
    await bot.call('sendMessage', { chat_id: String(ann.id), text: '2', reply_markup: JSON.stringify(markup) });
    expect((await ann.chat()).slice(1).map(({ buttons }) => buttons)).toEqual([
      markup.inline_keyboard,
      markup.inline_keyboard,
    ]);
  });

  it('the transport refuses strangers, unknown methods and unknown paths in Telegram’s words', async () => {
    expect(await asked('/bot1:other/getMe')).toEqual([
      401,
      { ok: false, error_code: 401, description: 'Unauthorized' },
    ]);
    expect((await asked('/botnonsense/getMe'))[1].description).toBe('Unauthorized: invalid token specified');
    expect(await asked(`/bot${TOKEN}/nothing`)).toEqual([
      404,
      { ok: false, error_code: 404, description: 'Not Found: method not found' },
    ]);
    expect((await asked('/somewhere'))[1].description).toBe('Not Found');
  });
});

describe('texts', () => {
  it.each([
    [{ text: '' }, 'message text is empty'],
    [{ text: '   ' }, 'text must be non-empty'],
    [{ text: 'я'.repeat(4097) }, 'message is too long'],
    [{ text: 'x'.repeat(32_769) }, 'text is too long'],
    [{ text: 'x', parse_mode: 'Wiki' }, 'unsupported parse_mode'],
    [{ text: '<br>', parse_mode: 'HTML' }, 'can\'t parse entities: Unsupported start tag "br" at byte offset 0'],
    [{ text: 'x', reply_to_message_id: 999 }, 'message to be replied not found'],
    [{ text: 'x', message_thread_id: 7 }, 'message thread not found'],
    [{ text: 'x', reply_markup: '{' }, "can't parse reply keyboard markup JSON object"],
    [{ text: 'x', reply_markup: '[]' }, 'object expected as reply markup'],
    [
      { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'a' }]] } },
      'text buttons are unallowed in the inline keyboard',
    ],
    [
      { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'ж'.repeat(33) }]] } },
      'BUTTON_DATA_INVALID',
    ],
  ])('the fake Telegram refuses %j', async (parameters, reason) => {
    expect(await bot.refusal('sendMessage', { chat_id: ann.id, ...parameters })).toBe(`Bad Request: ${reason}`);
  });

  it('the fake Telegram accepts a text of 4096 characters, its markup not counted, and callback data of 64 bytes', async () => {
    await bot.call('sendMessage', {
      chat_id: ann.id,
      text: `<b>${'😀'.repeat(4096)}</b>`,
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'ж'.repeat(32) }]] },
    });
    expect([...((await ann.chat()).at(-1)?.text ?? '')]).toHaveLength(4096);
  });

  it('a bot at the fake Telegram cannot reach a person who never wrote, an unknown person, or a person who blocked the bot', async () => {
    const shy = await Person.join(telegram.url, { firstName: 'Shy' });
    expect(await bot.refusal('sendMessage', { chat_id: shy.id, text: 'x' })).toBe('Bad Request: chat not found');
    expect(await bot.refusal('sendMessage', { chat_id: 42, text: 'x' })).toBe('Bad Request: chat not found');
    expect(await bot.refusal('sendMessage', { text: 'x' })).toBe('Bad Request: chat_id is empty');
    await bot.updates();
    await ann.blocks();
    expect(await bot.refusal('sendMessage', { chat_id: ann.id, text: 'x' })).toBe(
      'Forbidden: bot was blocked by the user',
    );
    expect((await bot.updates())[0]).toMatchObject({ my_chat_member: { new_chat_member: { status: 'kicked' } } });
    await expect(ann.sends('hello')).rejects.toThrow('the bot is blocked');
    await ann.unblocks();
    await bot.call('sendMessage', { chat_id: ann.id, text: 'welcome back' });
  });
});

describe('edits', () => {
  it('the fake Telegram refuses an edit without a change, an edit of the wrong kind, and an edit of a message that a person wrote or that is gone', async () => {
    const reply_markup = { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] };
    const { message_id } = await bot.call('sendMessage', { chat_id: ann.id, text: 'x', reply_markup });
    const edit = { chat_id: ann.id, message_id };
    expect(await bot.refusal('editMessageText', { ...edit, text: 'x', reply_markup })).toMatch(
      /^Bad Request: message is not modified: specified new/,
    );
    expect(await bot.refusal('editMessageReplyMarkup', { ...edit, reply_markup })).toMatch(/is not modified/);
    expect(await bot.refusal('editMessageCaption', { ...edit, caption: 'c' })).toBe(
      'Bad Request: there is no caption in the message to edit',
    );
    expect(await bot.refusal('editMessageText', { ...edit, message_id: 1, text: 'y' })).toBe(
      "Bad Request: message can't be edited",
    );
    await bot.call('editMessageText', { ...edit, text: 'x' });
    expect((await ann.chat()).at(-1)?.buttons).toEqual([]);
    await bot.call('deleteMessage', edit);
    expect(await bot.refusal('editMessageText', { ...edit, text: 'y' })).toBe('Bad Request: message to edit not found');
    expect(await bot.refusal('deleteMessage', edit)).toBe('Bad Request: message to delete not found');
  });

  it('the fake Telegram deletes a message older than two days only by deleteMessages, which takes at most 100 messages', async () => {
    const { message_id } = await bot.call('sendMessage', { chat_id: ann.id, text: 'x' });
    now = new Date(now.getTime() + 49 * 3_600_000);
    expect(await bot.refusal('deleteMessage', { chat_id: ann.id, message_id })).toBe(
      "Bad Request: message can't be deleted",
    );
    expect(await bot.call('deleteMessages', { chat_id: ann.id, message_ids: [message_id, 777] })).toBe(true);
    expect(
      await bot.refusal('deleteMessages', { chat_id: ann.id, message_ids: Array.from({ length: 101 }, (_, i) => i) }),
    ).toBe('Bad Request: too many message identifiers specified');
  });

  it('the fake Telegram accepts one answer to a press, and no answer to a press that is too old', async () => {
    await bot.updates();
    await bot.call('sendMessage', {
      chat_id: ann.id,
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
    });
    await ann.presses('A');
    const [update] = await bot.updates();
    const answer = { callback_query_id: update?.callback_query?.id };
    await bot.call('answerCallbackQuery', answer);
    const tooOld = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
    expect(await bot.refusal('answerCallbackQuery', answer)).toBe(tooOld);
    await ann.presses('A');
    const [late] = await bot.updates();
    now = new Date(now.getTime() + 200_000);
    expect(await bot.refusal('answerCallbackQuery', { callback_query_id: late?.callback_query?.id })).toBe(tooOld);
  });

  it('the fake Telegram sets and removes a reaction, for an album on its first message, and refuses an unknown chat action', async () => {
    await bot.call('setMessageReaction', {
      chat_id: ann.id,
      message_id: 1,
      reaction: [{ type: 'emoji', emoji: '👍' }],
    });
    expect((await ann.chat())[0]?.reaction).toBe('👍');
    await bot.call('setMessageReaction', { chat_id: ann.id, message_id: 1 });
    expect((await ann.chat())[0]?.reaction).toBeUndefined();
    const [first, second] = await ann.sendsPhotos([await picture(90, 120), await picture(120, 90)]);
    const thumb = { chat_id: ann.id, message_id: second?.message_id, reaction: [{ type: 'emoji', emoji: '👍' }] };
    await bot.call('setMessageReaction', thumb);
    const album = (await ann.chat()).filter(({ media_group_id: id }) => id === first?.media_group_id);
    expect(album.map(({ reaction }) => reaction)).toEqual(['👍', undefined]);
    expect(await bot.refusal('setMessageReaction', { chat_id: ann.id, message_id: 99 })).toBe(
      'Bad Request: message to react not found',
    );
    expect(await bot.call('sendChatAction', { chat_id: ann.id, action: 'upload_photo' })).toBe(true);
    expect(await bot.refusal('sendChatAction', { chat_id: ann.id, action: 'dancing' })).toBe(
      'Bad Request: wrong parameter action in request',
    );
  });
});

describe('files', () => {
  it('the fake Telegram turns a photograph upright, makes JPEGs of it of at most 1280 pixels, and sends them again by id', async () => {
    const turned = await sharp(await picture(2000, 1000))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { result } = await bot.upload('sendPhoto', {
      chat_id: String(ann.id),
      caption: '<i>c</i>',
      parse_mode: 'HTML',
      photo: { bytes: turned, name: 'a.jpg' },
    });
    const { photo, caption } = result as {
      photo: { file_id: string; width: number; height: number }[];
      caption: string;
    };
    expect(photo.map(({ width, height }) => [width, height])).toEqual([
      [45, 90],
      [160, 320],
      [400, 800],
      [640, 1280],
    ]);
    expect(caption).toBe('c');
    const again = await bot.call<{ photo: unknown }>('sendPhoto', { chat_id: ann.id, photo: photo[0]?.file_id });
    expect(again.photo).toEqual(photo);
    const [bytes] = await ann.downloads(await ann.seesA('photo'));
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: 1280 });
  });

  it('a photograph that is sent to the fake Telegram twice is two photographs with the same content', async () => {
    const bytes = await picture(300, 200);
    const files = [];
    for (const name of ['a.jpg', 'b.jpg']) {
      const { result } = await bot.upload('sendPhoto', { chat_id: String(ann.id), photo: { bytes, name } });
      files.push(...(result as { photo: { file_id: string }[] }).photo);
    }
    const [first, second] = (await ann.chat()).flatMap((message) => (message.photo ? [message] : []));

    expect(new Set(files.map(({ file_id }) => file_id)).size).toBe(4);
    expect(await ann.downloads(second!)).toEqual(await ann.downloads(first!));
  });

  it.each([
    ['sendPhoto', {}, 'there is no photo in the request'],
    ['sendDocument', {}, 'there is no document in the request'],
    ['sendVideo', {}, 'there is no video in the request'],
    ['sendPhoto', { photo: 'nonsense' }, 'wrong file identifier/HTTP URL specified'],
    ['sendPhoto', { photo: 'http://127.0.0.1:9/a.jpg' }, 'failed to get HTTP URL content'],
    ['sendMediaGroup', { media: [] }, 'there are no messages to send'],
    [
      'sendMediaGroup',
      { media: Array.from({ length: 11 }, () => ({ type: 'photo', media: 'x' })) },
      'too many messages to send as an album',
    ],
    [
      'sendMediaGroup',
      {
        media: [
          { type: 'photo', media: 'x' },
          { type: 'document', media: 'y' },
        ],
      },
      "document can't be mixed with other media types",
    ],
    [
      'sendMediaGroup',
      { media: [{ type: 'photo', media: 'x' }] },
      'failed to send message #1 with the error message "wrong file identifier/HTTP URL specified"',
    ],
    ['getFile', {}, 'file_id not specified'],
    ['getFile', { file_id: 'nonsense' }, 'invalid file_id'],
  ])('the fake Telegram refuses %s %j', async (method, parameters, reason) => {
    expect(await bot.refusal(method, { chat_id: ann.id, ...parameters })).toBe(`Bad Request: ${reason}`);
  });

  it('the fake Telegram refuses photographs that are too long, too narrow for their length, too heavy, empty or no pictures', async () => {
    const send = async (bytes: Buffer): Promise<string> =>
      (await bot.upload('sendPhoto', { chat_id: String(ann.id), photo: { bytes, name: 'a.jpg' } })).description;
    for (const [width, height] of [
      [2100, 100],
      [100, 2100],
      [9000, 1100],
      [1100, 9000],
    ] as const)
      expect(await send(await picture(width, height))).toBe('Bad Request: PHOTO_INVALID_DIMENSIONS');
    expect(await send(Buffer.from('not a picture'))).toBe('Bad Request: IMAGE_PROCESS_FAILED');
    expect(await send(Buffer.alloc(10 * 2 ** 20 + 1))).toMatch(/too big for a photo/);
    expect(await send(Buffer.alloc(0))).toBe('Bad Request: file must be non-empty');
  });

  it('the fake Telegram finds the pictures of an album in the attached parts of the request', async () => {
    const media = JSON.stringify([
      { type: 'photo', media: 'attach://one', caption: 'first' },
      { type: 'photo', media: 'attach://two' },
    ]);
    const { result } = await bot.upload('sendMediaGroup', {
      chat_id: String(ann.id),
      media,
      one: { bytes: await picture(300, 200), name: '1.jpg' },
      two: { bytes: await picture(200, 300), name: '2.jpg' },
    });
    const messages = result as { media_group_id: string; caption?: string }[];
    expect(messages).toHaveLength(2);
    expect(messages[0]?.media_group_id).toBe(messages[1]?.media_group_id);
    expect(await ann.downloads(await ann.sees('first'))).toHaveLength(2);
  });

  it('the fake Telegram gives out files of up to 20 MiB, for an hour, to everyone who knows the token', async () => {
    await bot.updates();
    await ann.sendsDocument(Buffer.alloc(20 * 2 ** 20, 1), 'fits.bin');
    await ann.sendsDocument(Buffer.alloc(20 * 2 ** 20 + 1, 1), 'large.bin');
    const [fits, large] = await bot.updates();
    const { file_path } = await bot.call<{ file_path: string }>('getFile', {
      file_id: fits?.message?.document?.file_id,
    });
    expect(await bot.refusal('getFile', { file_id: large?.message?.document?.file_id })).toBe(
      'Bad Request: file is too big',
    );

    const download = async (token: string): Promise<Response> => fetch(`${telegram.url}/file/bot${token}/${file_path}`);
    const response = await download(TOKEN);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
    expect((await response.arrayBuffer()).byteLength).toBe(20 * 2 ** 20);
    expect((await download('1:wrong')).status).toBe(404);
    now = new Date(now.getTime() + 3_601_000);
    expect(await (await download(TOKEN)).json()).toEqual({ ok: false, error_code: 404, description: 'Not Found' });
  });

  it('the fake Telegram refuses an upload of more than 50 MiB', async () => {
    const { error_code, description } = await bot.upload('sendDocument', {
      chat_id: String(ann.id),
      document: { bytes: Buffer.alloc(50 * 2 ** 20 + 1), name: 'huge.bin' },
    });
    expect([error_code, description]).toEqual([413, 'Request Entity Too Large']);
  });

  it('the fake Telegram keeps the size and the length that a bot gives for a video, also when its buttons change', async () => {
    const sent = await bot.upload('sendVideo', {
      chat_id: String(ann.id),
      width: '540',
      height: '960',
      duration: '5',
      supports_streaming: 'true',
      reply_markup: JSON.stringify({ inline_keyboard: [[{ text: 'again', callback_data: 'a' }]] }),
      video: { bytes: Buffer.from('ftyp'), name: 'a.mp4' },
    });
    const { message_id, video } = sent.result as { message_id: number; video: object };
    const told = { width: 540, height: 960, duration: 5 };
    expect(video).toMatchObject({ ...told, file_name: 'a.mp4' });

    await bot.call('editMessageReplyMarkup', { chat_id: ann.id, message_id });

    const seen = await ann.seesA('video');
    expect(seen).toMatchObject({ video: told, buttons: [] });
    expect((await ann.downloads(seen)).map(String)).toEqual(['ftyp']);
  });

  it('the fake Telegram keeps the length of a voice message and the name of a document', async () => {
    await bot.updates();
    await ann.sendsVoice(Buffer.from('OggS…'), 7);
    await ann.sendsDocument(Buffer.from('x'), 'план.txt', 'text/plain');
    expect(await bot.updates()).toMatchObject([
      { message: { voice: { duration: 7, mime_type: 'audio/ogg' } } },
      { message: { document: { file_name: 'план.txt', mime_type: 'text/plain' } } },
    ]);
  });
});

describe('what the bot says of itself', () => {
  it('the bot’s descriptions are kept by language, refused when they are too long, and shown on the page', async () => {
    await bot.call('setMyDescription', { description: 'Рисую' });
    await bot.call('setMyDescription', { description: 'I draw', language_code: 'en' });
    await bot.call('setMyShortDescription', { short_description: 'Кратко' });
    expect(await bot.call('getMyDescription', { language_code: 'en' })).toEqual({ description: 'I draw' });
    expect(await bot.call('getMyDescription', { language_code: 'de' })).toEqual({ description: 'Рисую' });
    expect(await bot.call('getMyShortDescription', {})).toEqual({ short_description: 'Кратко' });
    const told = await (await fetch(`${telegram.url}/person/bot`)).json();
    expect(told).toMatchObject({ descriptions: { '': 'Рисую', en: 'I draw' } });
    for (const [method, field, most] of [
      ['setMyDescription', 'description', 512],
      ['setMyShortDescription', 'short_description', 120],
    ] as const) {
      expect(await bot.call(method, { [field]: 'я'.repeat(most) })).toBe(true);
      expect(await bot.refusal(method, { [field]: 'я'.repeat(most + 1) })).toMatch(/^Bad Request: /);
    }
  });
});

describe('the command menu', () => {
  it('the command menu is kept by language, and each person sees it in their own language', async () => {
    await bot.call('setMyCommands', { commands: [{ command: 'menu', description: 'Menu' }] });
    await bot.call('setMyCommands', { commands: [{ command: 'menu', description: 'Меню' }], language_code: 'ru' });
    const seen = async (id: number): Promise<unknown> =>
      (await fetch(`${telegram.url}/person/people/${id}/commands`)).json();
    const eve = await Person.join(telegram.url, { firstName: 'Eve', language: 'en' });
    expect(await seen(ann.id)).toEqual([{ command: 'menu', description: 'Меню' }]);
    expect(await seen(eve.id)).toEqual([{ command: 'menu', description: 'Menu' }]);
    expect(await bot.call('getMyCommands', { language_code: 'ru' })).toEqual([
      { command: 'menu', description: 'Меню' },
    ]);
    expect(await bot.refusal('setMyCommands', { commands: [{ command: 'Menü', description: 'x' }] })).toBe(
      'Bad Request: BOT_COMMAND_INVALID',
    );
  });
});
