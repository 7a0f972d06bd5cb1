import { LANGUAGES } from '@aisha/domain';
import { describe, expect, it } from '@jest/globals';
import { PACKS, type TelegramId, packPayload } from '@aisha/domain';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { GroupMember } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { menuTexts, newAvatarTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { botHarness, NO_LIMITS } from '../../../spec/bot-harness';
import { RateLimiterStore } from '../../engine/deliveries/rate-limiter.store';
import { limitsTimes, TELEGRAM_LIMITS } from '../../engine/deliveries/rate-limits';
import { UpdateStore } from '../../engine/telegram/update.store';

const HELLO = /Спасибо, что позвали! Ответьте на голосовое командой \/text@aisha_sandbox_bot/;
const ONLY_PRIVATE = /^В группе я записываю голосовые текстом/;
const LINK = 'https://t.me/aisha_sandbox_bot?start=group';
const [pack] = PACKS;
if (!pack) throw new Error('no packs');

const setup = async ({ language = 'ru' } = {}) => {
  const harness = await botHarness();
  const { telegram, token, postgres } = harness;
  const anna = await harness.joins('Анна', language);
  const group = await GroupMember.creates(anna, 'Подруги');
  return {
    ...harness,
    anna,
    group,
    /** Calls the Bot API with the bot's own token, for messages that the product would never send. */
    asBot: async (method: string, parameters: object) => {
      const response = await fetch(`${telegram.url}/bot${token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(parameters),
      });
      return (await response.json()) as { ok: boolean; result: { message_id: number } };
    },
    said: async (member = group) => (await member.chat()).filter(({ by }) => by === 'bot').map(({ text }) => text),
    people: () => postgres.admin.query('SELECT * FROM bot.person'),
    /** Waits until the bot has handled every update, and checks that nothing has failed. */
    quiet: () =>
      eventually(async () => {
        const left = await (await fetch(`${telegram.url}/bot${token}/getWebhookInfo`)).json();
        expect(left).toMatchObject({ result: { pending_update_count: 0 } });
        expect(await postgres.admin.query('SELECT 1 FROM bot.telegram_update WHERE handled_at IS NULL')).toEqual([]);
        expect(await postgres.admin.query('SELECT 1 FROM bot.telegram_update WHERE error IS NOT NULL')).toEqual([]);
      }),
  };
};

describe('in a group the bot', () => {
  it.each([
    ['ru', HELLO, 'Написать лично'],
    ['en', /Thanks for having me! Reply \/text@aisha_sandbox_bot to a voice message/, 'Message me'],
  ])(
    'in a group the bot greets once when it is added, in the language of the person who added it (%s), with a link to its private chat',
    async (...given) => {
      const [language, words, label] = given;
      const { replica, group, said, people, quiet } = await setup({ language });
      await replica();

      await group.addsBot();

      const hello = await group.sees(words);
      expect(hello.buttons).toEqual([[{ text: label, url: LINK }]]);
      await quiet();
      expect(await said()).toHaveLength(1);
      expect(await people()).toEqual([]);
    },
  );

  it('in a group the bot answers commands with what it can do there, shows nothing about the person who asks, and changes no draft of theirs', async () => {
    const { replica, anna, group, said, postgres } = await setup();
    await replica();
    await anna.sends('/create');
    await anna.presses(saying(newAvatarTexts.ru.type, { type: 'portrait' }));
    await anna.sees(/Чей это портрет/);
    const place = () => postgres.admin.query('SELECT flow, step, draft, update_id FROM bot.conversation');
    const [before, messages] = [await place(), (await anna.chat()).length];
    await group.addsBot();
    await group.sees(HELLO);

    const asked = await group.sends('/balance');
    const answer = await group.sees(ONLY_PRIVATE);

    expect(answer).toMatchObject({ reply_to_message_id: asked.message_id, buttons: [[{ url: LINK }]] });
    await group.sends('/start@aisha_sandbox_bot');
    await eventually(async () => expect(await said()).toHaveLength(3));
    expect((await said()).join()).not.toMatch(/Анна|кредит|\d/);
    expect(await place()).toEqual(before);
    expect(await anna.chat()).toHaveLength(messages);
  });

  it('in a group the bot registers nobody whom it knows only from the group', async () => {
    const { replica, joins, group, people, postgres, said } = await setup();
    await replica();
    await group.addsBot();
    await group.sees(HELLO); // an answer at the moment of the greeting would be over the rate limit of the group, and would not be sent
    const boris = await GroupMember.joins(await joins('Борис'), group);

    await boris.sends('/create');

    await group.sees(ONLY_PRIVATE);
    expect(await people()).toEqual([]);
    expect(await postgres.outboxOf('bot')).toEqual([]);
    expect(await said()).toHaveLength(2);
  });

  it('in a group the bot ignores people’s words, photos, voices and commands to other bots, and does not store them', async () => {
    const { replica, group, said, postgres, people, quiet, telegram } = await setup();
    await replica();
    await group.addsBot();
    await group.promotesBot(); // because an administrator gets all messages
    const hello = await group.sees(HELLO);

    await group.sends('секрет на всех');
    await group.sends('а что ты умеешь?', { replyTo: hello });
    await group.sends('/start@another_bot');
    await group.sends('/unknown');
    await group.sendsPhotos(await drawnSelfies(1, 3), '/create');
    await group.sendsVoice(Buffer.from('OggS'), 3);
    await group.sends('/help');

    await group.sees(ONLY_PRIVATE);
    await quiet();
    expect(await said()).toHaveLength(2);
    expect(await people()).toEqual([]);
    expect(telegram.recorder.list({ method: 'getFile' })).toEqual([]);
    const stored = JSON.stringify(await postgres.admin.query('SELECT payload FROM bot.telegram_update'));
    expect(stored).not.toMatch(/секрет|умеешь|file_id|help/);
  });

  it('in a group the bot says nothing after it was removed', async () => {
    const { replica, anna, group, telegram, quiet } = await setup();
    await replica();
    await group.addsBot();
    await group.sees(HELLO);
    const sent = () => telegram.recorder.list({ method: 'sendMessage', chatId: group.chatId }).length;

    await group.removesBot();
    await group.sends('/help');
    await anna.sends('/start');

    await anna.sees(saying(menuTexts.ru.menu));
    await quiet();
    expect(sent()).toBe(1);
  });

  it('the bot tries to answer in a group only once when it was removed from the group before the answer', async () => {
    const { replica, group, telegram, quiet } = await setup();
    await group.addsBot();
    await group.removesBot();

    await replica();

    await eventually(() => expect(telegram.recorder.list({ method: 'sendMessage' })).toMatchObject([{ status: 403 }]));
    await quiet();
    expect(telegram.recorder.list({ method: 'sendMessage' })).toHaveLength(1);
  });

  it('in a group the bot follows the group to its new id, and does not greet again (telegram.md §12, 13)', async () => {
    const { replica, group, said, telegram, quiet } = await setup();
    await group.addsBot();
    const upgraded = await group.upgrades();

    await replica(); // the replica learns of the move when its greeting is refused

    await upgraded.sees(HELLO);
    await quiet();
    expect(await said(upgraded)).toHaveLength(1);
    expect(telegram.recorder.list({ method: 'sendMessage' })).toMatchObject([
      { status: 400, error: 'Bad Request: group chat was upgraded to a supergroup chat' },
      { status: 200, params: { chat_id: upgraded.chatId } },
    ]);
  });

  it('in a group the bot stops the spinner of a pressed button, and does nothing else', async () => {
    const { replica, anna, group, asBot, people, telegram } = await setup();
    await replica();
    await anna.sends('/start');
    const menu = await anna.sees(saying(menuTexts.ru.menu));
    await group.addsBot();
    await group.sees(HELLO);
    const data = menu.buttons.flat().find(({ text }) => text.includes('Настройки'))?.callback_data;
    await asBot('sendMessage', {
      chat_id: group.chatId,
      text: 'stray',
      reply_markup: { inline_keyboard: [[{ text: 'stray', callback_data: data }]] },
    });
    const messages = (await anna.chat()).length;

    await group.presses('stray');

    const words = 'Эта кнопка работает только в личном чате со мной.';
    await group.seesMessage(({ presses }) => presses[0]?.answer?.text === words);
    expect(await anna.chat()).toHaveLength(messages);
    expect(telegram.recorder.list({ chatId: group.chatId }).map(({ method }) => method)).toEqual([
      'sendMessage',
      'sendMessage',
    ]);
    expect(await people()).toHaveLength(1);
  });

  it('in a group the bot accepts a payment, and confirms it only to the person who paid', async () => {
    const { replica, anna, group, asBot, postgres, said } = await setup();
    await replica();
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    await group.addsBot();
    await group.sees(HELLO);
    await asBot('sendInvoice', {
      chat_id: group.chatId,
      title: 'Credits',
      description: 'A pack',
      payload: packPayload(pack.id),
      provider_token: '',
      currency: 'XTR',
      prices: [{ label: 'Credits', amount: pack.stars }],
    });

    expect(await group.pays()).toMatchObject({ paid: true });

    await anna.sees(/Звёзды получены/);
    await eventually(async () =>
      expect((await postgres.outboxOf('bot')).map(({ job }) => job).sort()).toEqual([
        'credit-purchase',
        'open-account',
      ]),
    );
    expect((await said()).filter(Boolean)).toHaveLength(1);
  });

  it('in a group the bot sends at most the 20 messages a minute that Telegram allows there, however often people ask', async () => {
    const { replica, group, telegram, postgres, quiet } = await setup();
    const limiter = new RateLimiterStore(postgres.database);
    await replica({ rateLimits: TELEGRAM_LIMITS });
    await group.addsBot();
    await group.sees(HELLO);

    for (let i = 0; i < 10; i += 1) await group.sends('/help');

    await quiet();
    expect(telegram.recorder.list({ method: 'sendMessage', chatId: group.chatId }).length).toBeLessThan(5);
    const another = -7 as TelegramId;
    expect([await limiter.mayWriteTo(another), await limiter.mayWriteTo(another)]).toEqual([true, false]);
    await postgres.admin.query(
      `UPDATE bot.chat_queue SET paced_until = paced_until - interval '3 s' WHERE chat_id = -7`,
    );
    expect(await limiter.mayWriteTo(another)).toBe(true);
  });

  it('in a group the bot lets forty answers wait for their turn; a further one is sent at once or not at all', async () => {
    const { replica, group, telegram, postgres } = await setup();
    const tries: Promise<boolean>[] = [];
    class NotedTries extends RateLimiterStore {
      override mayWriteTo(chatId: TelegramId): Promise<boolean> {
        const mayWrite = super.mayWriteTo(chatId);
        tries.push(mayWrite);
        return mayWrite;
      }
    }
    const limiter = new NotedTries(postgres.database, NO_LIMITS);
    const bot = await replica({ instead: [{ provide: RateLimiterStore, useValue: limiter }] });
    await group.addsBot();
    await group.sees(HELLO);
    const sent = () => telegram.recorder.list({ method: 'sendMessage', chatId: group.chatId }).length - 1;
    const mayBeWrittenTo = (moment: string) =>
      postgres.admin.query(`UPDATE bot.chat_queue SET paced_until = ${moment} WHERE chat_id = $1`, [group.chatId]);
    const recording = { messageId: 1, sentBy: null, isForwarded: false, fileId: 'f', uniqueId: 'u', bytes: 1 };
    /** A stranger asks in a topic of the group about a recording. */
    const asks = (topicId: number) =>
      postgres.database.transaction((tx) =>
        bot.groups.handle(tx, {
          ...{ chatId: group.chatId as TelegramId, title: 'Подруги', language: 'ru' },
          occasion: { kind: 'ask', askedBy: 1 as TelegramId, addressees: null, messageId: 1, topicId, recording },
        }),
      );
    await mayBeWrittenTo(`now() + interval '1 hour'`);
    for (let topic = 1; topic <= 50; topic += 1) await asks(topic);
    await Promise.all(tries); // the last answers, too, have been told by now that they may not be sent

    await mayBeWrittenTo('now()');
    await eventually(() => expect(sent()).toBeGreaterThanOrEqual(40));
    await asks(50);

    await eventually(() => expect(sent()).toBeGreaterThanOrEqual(41));
    expect(sent()).toBe(41);
  });

  it('in a group the bot sends more messages when Telegram has granted a higher limit', async () => {
    const { postgres } = await setup();
    const limiter = new RateLimiterStore(postgres.database, limitsTimes(10));
    const group = -7 as TelegramId;
    await limiter.mayWriteTo(group);

    await postgres.admin.query(`UPDATE bot.chat_queue SET paced_until = paced_until - interval '300 ms'`);

    expect(await limiter.mayWriteTo(group)).toBe(true);
  });

  it('in a group the bot offers one command', async () => {
    const { replica, telegram } = await setup();
    await replica({ introduces: true });

    const menus = await eventually(() => {
      const made = telegram.recorder.list({ method: 'setMyCommands' });
      return made.length === 2 * LANGUAGES.length && made;
    });

    expect(menus.map(({ params }) => params['scope'])).toEqual(
      ['all_private_chats', 'all_group_chats'].flatMap((type) => LANGUAGES.map(() => ({ type }))),
    );
    const inGroups = menus.slice(LANGUAGES.length).map(({ params }) => params['commands'] as { command: string }[]);
    expect(inGroups.map((commands) => commands.map(({ command }) => command))).toEqual(LANGUAGES.map(() => ['text']));
  });
});

describe('an update that is neither a message nor a press', () => {
  it('only the update’s id is stored of a post in a channel, a message of another bot, and an update of an unknown kind', async () => {
    const { postgres } = await setup();
    const channel = { id: -1_001_234_567_890, title: 'News', type: 'channel' };
    const group = { id: -5, title: 'Friends', type: 'group' };
    const from = { id: 9, is_bot: true, first_name: 'Another' };

    const updates = [
      { update_id: 901, channel_post: { message_id: 1, date: 1, chat: channel, text: '/start' } },
      {
        update_id: 902,
        my_chat_member: { chat: channel, from, date: 1, new_chat_member: { status: 'administrator' } },
      },
      { update_id: 903, message: { message_id: 1, date: 1, chat: group, from, text: '/start@aisha_sandbox_bot' } },
      { update_id: 904, kind_of_tomorrow: { text: 'words' } },
    ];

    await new UpdateStore().add(postgres.database, updates as unknown as Parameters<UpdateStore['add']>[1]);

    expect(
      await postgres.admin.query(
        'SELECT payload, handled_at IS NOT NULL AS done, error FROM bot.telegram_update ORDER BY update_id',
      ),
    ).toEqual([901, 902, 903, 904].map((update_id) => ({ payload: { update_id }, done: true, error: null })));
  });
});
