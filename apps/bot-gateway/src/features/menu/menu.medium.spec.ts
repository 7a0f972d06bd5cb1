import { LANGUAGES } from '@aisha/domain';
import {
  animateTexts,
  balanceTexts,
  conversationTexts,
  editTexts,
  intentTexts,
  menuTexts,
  newAvatarTexts,
  photoPromptTexts,
  restoreTexts,
  supportTexts,
  ticketsTexts,
  togetherTexts,
} from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import { Card } from '@aisha/database/bot';
import type { AvatarId, OrderId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { ConversationStore } from '../../engine/conversation/conversation.store';
import { cardKey } from '../../engine/cards/card';
import { acceptedOrder, ORDER_CARD } from '../../orders/order.card';
import { WorkSettings } from '../../readers';
import { Readers } from '../../engine/conversation/readers';

const setup = async () => {
  const harness = await botHarness();
  await harness.replica();
  return harness;
};

const labelsOf = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);

describe('the first words with the bot', () => {
  it('the bot greets a new person by name, registers them and has billing open an account', async () => {
    const { joins, postgres } = await setup();
    const anna = await joins('Анна');

    await anna.sends('/start');

    const menu = await anna.sees(/Привет, Анна!/);
    expect(menu.text).not.toMatch(/🎁|^0$/m); // without a gift the menu mentions none
    expect(labelsOf(menu)).toEqual([
      '✨ Создать аватар',
      '🎙️ Голос в текст',
      '🪄 Творчество',
      '🗂️ Мои работы',
      '💼 Ассистент',
      '⚙️ Настройки',
    ]);
    const [person] = await postgres.admin.query<{ user_id: string; telegram_id: string; language: string }>(
      'SELECT user_id, telegram_id, language FROM bot.person',
    );
    expect(person).toMatchObject({ telegram_id: String(anna.id), language: 'ru' });
    expect(await postgres.outboxOf('bot')).toEqual([
      { receiver: 'billing', job: 'open-account', payload: { userId: person?.user_id } },
    ]);
  });

  it('the bot mentions the welcome credits until the person has ordered something', async () => {
    const { joins, postgres, replica } = await botHarness();
    const settings = { ...new WorkSettings(), WELCOME_CREDITS: 250 };
    await replica({ readers: new Readers(postgres.database, settings) });
    const anna = await joins('Анна');
    const said = /Привет[^]*9 кредитов из подарка в 250 кредитов 🎁/;

    const first = await anna.sends('/start'); // billing has not opened the account yet
    await anna.sees(said, { after: first });
    const [{ user_id: userId }] = (await postgres.admin.query('SELECT user_id FROM bot.person')) as [
      { user_id: UserId },
    ];
    await postgres.fixtures.account({ userId, credits: 250 });
    await postgres.admin.query(`UPDATE billing.transaction SET type = 'welcome'`);
    const second = await anna.sends('/start');
    await anna.sees(said, { after: second });
    await postgres.fixtures.hold({ userId });
    const third = await anna.sends('/start');

    expect((await anna.sees(/Привет/, { after: third })).text).not.toContain('🎁');
  });

  it('the bot speaks English to a person whose Telegram is English, and Russian once the person chooses Russian', async () => {
    const { joins, postgres } = await setup();
    const john = await joins('John', 'en');
    await john.sends('/start');
    await john.sees(/Hi John!/);
    // Waits until the bot has recorded which message shows the menu; a real person does not press a button so soon.
    await eventually(async () =>
      expect(await postgres.admin.query(`SELECT FROM bot.delivery WHERE status IN ('pending', 'sending')`)).toEqual([]),
    );

    await john.presses(saying(menuTexts.en.storey, { storey: 'settings' }));
    await john.presses(menuTexts.en.entryLanguage);
    const { buttons } = await john.sees(menuTexts.de.thisLanguage);
    expect(buttons[0]).toHaveLength(2); // a narrow phone shows two languages side by side
    await john.presses(menuTexts.ru.thisLanguage);

    await john.sees(/Чем займёмся/);
    expect(await john.chat()).toHaveLength(2);
  });

  it('the bot shows a name that looks like markup as plain text (telegram.md §12, 9)', async () => {
    const { joins } = await setup();
    const person = await joins('<b>Bobby & "Co" <');

    await person.sends('/start');

    await person.sees('<b>Bobby & "Co" <');
  });

  it('the bot edits the menu in place when a button is pressed, and stops the button from spinning', async () => {
    const { joins, telegram, postgres } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/Чем займёмся/);
    // Waits until the sender has recorded which message shows the screen, because only then can the bot edit it.
    await eventually(async () => {
      const open = `SELECT FROM bot.delivery WHERE status IN ('pending', 'sending')`;
      expect(await postgres.admin.query(open)).toEqual([]);
    });

    await anna.presses(saying(menuTexts.ru.storey, { storey: 'settings' }));
    await anna.presses(menuTexts.ru.entryHelp);
    await anna.sees(/Как это работает/);
    await anna.presses(menuTexts.ru.back);
    await anna.sees(/Язык, баланс/);
    await anna.presses(menuTexts.ru.back);
    await anna.sees(/Чем займёмся/);

    expect(await anna.chat()).toHaveLength(2);
    const answers = () =>
      telegram.recorder.list({ method: 'answerCallbackQuery' }).filter(({ status }) => status === 200);
    await eventually(() => expect(answers()).toHaveLength(4)); // Telegram gets these answers independently of the screens, in any order
  });

  it('the bot answers a message that it does not understand with the things it can do, by one call to Telegram', async () => {
    const { joins, telegram } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/Привет/);

    await anna.sends('🤷');

    const second = await anna.sees(saying(conversationTexts.ru.unknown));
    expect(second.buttons.length).toBeGreaterThan(0);
    expect(second.text).not.toContain('Привет'); // the bot greets only once, when the person enters the menu
    await anna.sends('/balance');
    await anna.sees(/Доступно/);
    const calls = telegram.recorder.list({ chatId: anna.id }).map(({ method }) => method);
    expect(calls.filter((method) => /^(send|edit|delete)/.test(method))).toEqual(Array(3).fill('sendMessage'));
  });

  it('the bot sends only one answer to a flood of messages that it does not understand', async () => {
    const { joins, telegram, postgres, replica } = await botHarness();
    const bot = await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/Привет/);
    await bot.stop();

    for (let i = 0; i < 12; i += 1) await anna.sends('🤷');
    await replica();

    await anna.sees(saying(conversationTexts.ru.unknown));
    await eventually(async () => {
      const handled = 'SELECT FROM bot.telegram_update WHERE handled_at IS NOT NULL';
      expect(await postgres.admin.query(handled)).toHaveLength(13);
      expect(await postgres.admin.query(`SELECT FROM bot.delivery WHERE status IN ('pending', 'sending')`)).toEqual([]);
    });
    expect(telegram.recorder.list({ method: 'sendMessage', chatId: anna.id })).toHaveLength(2);
  });

  it('the bot answers a place and a contact that come right after a sticker, each in its own words', async () => {
    const { joins } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/Привет/);

    await anna.sendsSticker('🐱');
    await anna.sees(saying(conversationTexts.ru.unknown, { what: 'sticker' }));
    await anna.sendsLocation();
    await anna.sees(saying(conversationTexts.ru.unknown, { what: 'place' }));
    await anna.sendsContact();
    await anna.sees(saying(conversationTexts.ru.unknown, { what: 'contact' }));
  });

  it('the bot answers a person who never sent /start', async () => {
    const { joins } = await setup();
    const anna = await joins('Анна');

    await anna.sends('🤷');

    const menu = await anna.sees(/Чем займёмся/);
    expect(menu.text).toContain('Не поняла');
  });

  it('the bot lists its commands in every language, in private chats and in groups, and describes itself', async () => {
    const { telegram, replica } = await botHarness();
    await replica({ introduces: true });
    await eventually(() => telegram.recorder.list({ method: 'setMyDescription' }).length === LANGUAGES.length);

    const calls = await eventually(() => {
      const made = telegram.recorder.list({ method: 'setMyCommands' });
      return made.length === 2 * LANGUAGES.length && made;
    });

    const [ru, en] = calls.map(({ params }) => JSON.stringify(params['commands']));
    expect(ru).toContain('Сменить язык');
    expect(en).toContain('Change the language');
    for (const command of ['edit', 'animate', 'restore', 'together']) expect(ru).toContain(`"${command}"`);
    for (const commands of [ru, en]) {
      expect(commands?.match(/(?<="command":")\w+/g)?.slice(0, 3)).toEqual(['create', 'generate', 'transcribe']);
    }
  });
});

describe('an idea typed in the menu', () => {
  it('an idea typed in the menu is offered with the main avatar of a person who has one', async () => {
    const { joins, postgres, onlyUserId } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/Чем займёмся/);
    const userId = await onlyUserId();
    await postgres.fixtures.avatar({ userId, name: 'Аня', status: 'completed', isMain: true });

    await anna.sends('прогулка у моря на закате');

    await anna.sees(/прогулка у моря на закате[^]*Аня/);
  });

  it('an idea about nobody in particular, typed in the menu by a person who has no avatar, is offered without an avatar', async () => {
    const { joins } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/Чем займёмся/);

    await anna.sends('прогулка у моря на закате');

    await anna.sees(/«прогулка у моря на закате»[^]*Без аватара/);
  });
});

describe('the menu', () => {
  it('the menu names the prices to a new person; /help also names how long a training takes', async () => {
    const { joins, postgres } = await setup();
    const anna = await joins('Анна');
    await postgres.admin.query(`INSERT INTO billing.price VALUES ('picture', now() - interval '1 minute', 700)`);

    await anna.sends('/start');

    await anna.sees(/Картинка — 7 кредитов, минута речи — 0,5 кредита/);
    await anna.sends('/help');
    await anna.sees(
      /5–20 минут, от 200 кредитов[^]*Каждая — 7 кредитов, без аватара — 5 кредитов[^]*видео или ссылку на запись[^]*0,5 кредита за минуту речи[^]*документ[^]*Озвучка[^]*Чёткое фото[^]*какие сервисы это видят: \/privacy/,
    );
  });

  it('the menu begins with «Создать картинку» for a person with an avatar, and with «Создать аватар» once the avatar is deleted', async () => {
    const { joins, postgres, onlyUserId } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/Чем займёмся/);
    const userId = await onlyUserId();
    const { id: itemId } = await postgres.fixtures.avatar({ userId, isMain: true });

    const { message_id: after } = await anna.sends('/menu');

    const menu = await anna.sees(/Чем займёмся/, { after });
    expect(labelsOf(menu).slice(0, 2)).toEqual(['🎨 Создать картинку', '🎙️ Голос в текст']);
    await postgres.admin.query(
      `WITH asked AS (INSERT INTO bot.outbox (id, receiver, job, payload)
                      VALUES (gen_random_uuid(), 'avatar-trainer', 'delete-avatar', '{}') RETURNING id)
       INSERT INTO bot.pending_change (set_id, change, item_id, message_id) SELECT $1, 'removed', $2, id FROM asked`,
      [userId, itemId],
    );
    const { message_id: deleted } = await anna.sends('/menu');
    expect(labelsOf(await anna.sees(/Чем займёмся/, { after: deleted }))[0]).toBe('✨ Создать аватар');
  });

  it.each(['English', 'поменяй язык на английский', '/language en'])(
    'the menu appears at once, and in one message, in the language that «%s» names',
    async (typed) => {
      const { joins } = await setup();
      const anna = await joins('Анна');
      await anna.sends('/start');
      await anna.sees(saying(menuTexts.ru.menu));
      const before = (await anna.chat()).length;

      await anna.sends(typed);

      await anna.sees(saying(menuTexts.en.menu));
      await anna.sends('/balance');
      await anna.sees(saying(balanceTexts.en.balance));
      expect(await anna.chat()).toHaveLength(before + 4);
    },
  );

  it.each(['поменяй язык', 'русский', 'почему ты пишешь по-английски', 'на английский', 'into English'])(
    'a line that names no other language, or that may ask for a translation, shows the list of languages and a button that draws the line: «%s»',
    async (typed) => {
      const { joins } = await setup();
      const anna = await joins('Анна');
      await anna.sends('/start');
      await anna.sees(saying(menuTexts.ru.menu));

      await anna.sends(typed);

      expect(labelsOf(await anna.sees(saying(intentTexts.ru.orAnIdea)))).toEqual([intentTexts.ru.drawAnyway]);
      await anna.sees(saying(menuTexts.ru.chooseLanguage));
    },
  );

  it('the menu says in the new language that the language was changed and how to change it back, and still offers to draw the line that named the language', async () => {
    const { joins } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    await anna.sends('/menu');

    const after = await anna.sends('German');

    const shown = await anna.sees(/Ich spreche jetzt Deutsch[^]*\/language[^]*Was möchtest du machen/, { after });
    expect(labelsOf(shown)).toEqual([
      '✨ Avatar erstellen',
      '🎙️ Sprache zu Text',
      menuTexts.de.storeys,
      intentTexts.de.drawAnyway,
    ]);
    expect(shown.reply_to_message_id).toBe(after.message_id);
    await anna.pressesIn(shown, intentTexts.de.drawAnyway);
    await anna.sees(/„German“/);
    const menu = await anna.sends('/menu');
    expect((await anna.sees(saying(menuTexts.de.menu), { after: menu })).text).not.toContain('Ich spreche');
  });

  it.each(LANGUAGES)('each word that the menu names as an example opens its screen (%s)', async (language) => {
    const { joins } = await setup();
    const anna = await joins('Анна', language);
    await anna.sends('/start');
    await anna.sees(saying(menuTexts[language].menu));
    const asked = await anna.sends('/menu');
    const { text } = await anna.sees(saying(menuTexts[language].byWords), { after: asked });
    const examples = [...text!.matchAll(/[«“„](.+?)[»”“]/g)].map(([, word]) => word!);
    expect(examples).toHaveLength(4);
    const screens = [
      saying(balanceTexts[language].historyTitle),
      saying(supportTexts[language].paySupport),
      saying(ticketsTexts[language].write),
      saying(menuTexts[language === 'en' ? 'ru' : 'en'].menu),
    ];

    for (const [at, word] of examples.entries()) {
      await anna.sends('/menu');
      const typed = await anna.sends(word);
      await anna.sees(screens[at]!, { after: typed });
    }
  });

  it('the menu lists the features of each storey, and leads back', async () => {
    const { joins } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    const storeys = {
      create: ['✨ Создать аватар', '🎨 Создать картинку', '✨ Образы', '👯 Вместе', '📸 С вашим фото'],
      works: ['👥 Мои аватары', '🖼️ Картинки', '📚 Мои расшифровки', '🗂️ Мои файлы'],
      assistant: ['🎙️ Голос в текст', '🔊 Озвучить текст', '📑 Документ из файла'],
      settings: ['💎 Баланс', '🧾 История', '🌐 Язык и время', '🔒 Приватность', '❓ Помощь'],
    };

    for (const [storey, entries] of Object.entries(storeys)) {
      await anna.presses(saying(menuTexts.ru.storey, { storey }));
      await eventually(async () => {
        expect(labelsOf(await anna.sees('‹ Назад'))).toEqual([...entries, '‹ Назад']);
      });
      await anna.presses(menuTexts.ru.back);
      await anna.sees(/Чем займёмся/);
    }
  });

  it.each(['ru', 'en', 'de'] as const)(
    '«Творчество» leads to everything that begins with a photo, and together with friends (%s)',
    async (language) => {
      const { joins } = await setup();
      const anna = await joins('Анна', language);
      const t = menuTexts[language];
      const uses = [
        [editTexts[language].entryEdit, editTexts[language].ask],
        [animateTexts[language].entryAnimate, animateTexts[language].ask],
        [photoPromptTexts[language].entryPhotoPrompt, photoPromptTexts[language].noAvatar],
        [restoreTexts[language].entryRestore, restoreTexts[language].ask],
      ] as const;
      await anna.sends('/start');
      await anna.presses(saying(t.storey, { storey: 'create' }));
      await anna.presses(t.toPhotos);
      const photos = await anna.sees(saying(t.storeyTitle, { storey: 'photos' }));
      expect(labelsOf(photos)).toEqual([...uses.map(([entry]) => entry), t.back]);
      await anna.presses(t.back);
      await anna.sees(saying(t.storeyTitle, { storey: 'create' }));

      for (const [entry, screen] of uses) {
        const after = { after: await anna.sends('/menu') };
        await anna.presses(saying(t.storey, { storey: 'create' }), after);
        await anna.presses(t.toPhotos, after);
        await anna.presses(entry, after);
        await anna.sees(saying(screen), after);
      }
      const after = { after: await anna.sends('/menu') };
      await anna.presses(saying(t.storey, { storey: 'create' }), after);
      await anna.presses(togetherTexts[language].one, after);
      await anna.sees(/👯/, after);
    },
  );
});

describe('a draft', () => {
  const withDrafts = async () => {
    const harness = await setup();
    const anna = await harness.joins('Анна');
    const sends = async (command: string): Promise<SeenMessage> => {
      const { message_id: after } = await anna.sends(command);
      return anna.seesMessage((message) => message.by === 'bot' && message.message_id > after);
    };
    /** Begins an avatar of this name, goes on to the step that asks for photos, and then opens the menu. */
    const leaves = async (name: string): Promise<AvatarId> => {
      const { message_id: after } = await anna.sends('/create');
      await anna.presses(saying(newAvatarTexts.ru.type, { type: 'portrait' }), { after });
      await anna.presses(saying(newAvatarTexts.ru.subject, { subject: 'woman' }), { after });
      await anna.sees(saying(newAvatarTexts.ru.askName), { after });
      await anna.sends(name);
      await anna.sees(saying(newAvatarTexts.ru.askPhotos), { after });
      const [made] = await harness.postgres.admin.query<{ id: AvatarId }>(
        `SELECT payload->>'avatarId' AS id FROM bot.outbox WHERE job = 'create-avatar' AND payload->>'name' = $1`,
        [name],
      );
      await sends('/menu');
      return made!.id;
    };
    await sends('/start');
    return { ...harness, anna, sends, leaves };
  };

  it('each unfinished avatar has a draft of its own, called by the avatar’s name and its number of photos; the menu shows the newest draft', async () => {
    const { anna, leaves, sends, postgres, onlyUserId } = await withDrafts();
    await leaves('Первый');
    const id = await leaves('Второй');
    await postgres.fixtures.avatar({
      id,
      userId: await onlyUserId(),
      status: 'photos_uploading',
      name: 'Второй',
      photos: 4,
    });

    const menu = await sends('/menu');

    expect(labelsOf(menu)).toEqual([
      '🔄 Продолжить: Второй, 4 фото',
      '✖️ Убрать',
      '🗂️ Ещё черновики: 1',
      '🎨 Создать картинку',
      '🎙️ Голос в текст',
      '☰ Все разделы',
    ]);
    await anna.pressesIn(menu, saying(menuTexts.ru.moreDrafts, { count: 1 }));
    const here = { after: menu.message_id - 1 }; // an older menu offers the draft, too
    await anna.presses(saying(conversationTexts.ru.continueDraft, { name: 'Первый' }), here);
    await anna.sees(saying(newAvatarTexts.ru.askPhotos, { name: 'Первый' }), here);
    expect(labelsOf(await sends('/menu'))[0]).toBe('🔄 Продолжить: Первый');
  });

  it('a draft behind «Ещё черновики» has its own button that drops it; the drafts come page by page', async () => {
    const { anna, leaves } = await withDrafts();
    for (const name of ['Первый', 'Второй', 'Третий', 'Четвёртый']) await leaves(name);

    await anna.presses(saying(menuTexts.ru.moreDrafts, { count: 3 }));
    const page = await anna.sees('✖️ Убрать: Третий');
    expect(labelsOf(page)).toEqual([
      '🔄 Продолжить: Третий',
      '✖️ Убрать: Третий',
      '🔄 Продолжить: Второй',
      '✖️ Убрать: Второй',
      '‹ Назад',
      'Ещё ›',
    ]);
    await anna.presses(menuTexts.ru.olderDrafts);
    expect(labelsOf(await anna.sees('✖️ Убрать: Первый'))).toEqual([
      '🔄 Продолжить: Первый',
      '✖️ Убрать: Первый',
      '‹ Назад',
    ]);
  });

  it('a draft is dropped with ✖️; the answer says where the photos stay, and «Вернуть» brings the draft back', async () => {
    const { anna, leaves, sends } = await withDrafts();
    await leaves('Первый');

    await anna.presses(menuTexts.ru.drop);

    await anna.sees(/Убрала черновик: Первый\nВсё, что вы прислали, осталось в «Моих аватарах»/);
    const menu = await sends('/menu');
    expect(labelsOf(menu).join()).not.toContain('Продолжить');
    await anna.presses(menuTexts.ru.restore);
    // The answer replaces the question or comes below the menu, depending on what Telegram has shown by then.
    const shown = async () => (await anna.chat()).filter(({ text }) => /^📸 Первый: пришлите от 10/.test(text ?? ''));
    await eventually(async () => expect(await shown()).toHaveLength(2));
    expect(labelsOf(await sends('/menu'))[0]).toBe('🔄 Продолжить: Первый');
  });

  it('an open draft is dropped by ✖️ in an older menu, too', async () => {
    const { anna, leaves, sends } = await withDrafts();
    await leaves('Первый');
    const older = (await anna.chat()).at(-1)!;
    await anna.sends('/menu');
    await anna.presses(saying(conversationTexts.ru.continueDraft, { name: 'Первый' }), { after: older.message_id });
    await anna.sees(saying(newAvatarTexts.ru.askPhotos, { name: 'Первый' }), { after: older.message_id });

    await anna.pressesIn(older, menuTexts.ru.drop);

    await anna.sees(/Убрала черновик: Первый/);
    expect(labelsOf(await sends('/menu')).join()).not.toContain('Продолжить');
  });

  it('a dropped draft cannot be restored after a day', async () => {
    const { anna, leaves, postgres } = await withDrafts();
    await leaves('Первый');
    await anna.presses(menuTexts.ru.drop);
    await anna.sees('↩️ Вернуть');
    await postgres.admin.query(`UPDATE bot.draft SET dropped_at = dropped_at - interval '24 hours 1 second'`);

    await postgres.database.transaction((tx) => new ConversationStore().prune(tx));

    await anna.presses(menuTexts.ru.restore);
    await anna.sees(/уже не открыть/);
  });
});

describe('/cancel', () => {
  it('/cancel says when nothing is under way', async () => {
    const { joins } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');

    await anna.sends('/cancel');

    expect(labelsOf(await anna.sees(/останавливать нечего/))).toEqual(['🏠 Меню']);
  });

  it('/cancel drops the open draft, offers it back, and lists the orders that can still be stopped', async () => {
    const { joins, postgres, onlyUserId } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/Чем займёмся/);
    const userId = await onlyUserId();
    await postgres.fixtures.account({ userId, credits: 1000 });
    const phases = ['running', 'accepted', 'done', 'cancelling'] as const;
    for (const phase of phases) {
      const orderId = newId<OrderId>();
      await postgres.fixtures.hold({ userId, orderId });
      const order = acceptedOrder({ orderId, kind: 'generation', what: `идея ${phase}`, price: '300' });
      const [key, state] = [cardKey({ kind: ORDER_CARD }, orderId), { ...order, phase }];
      const now = new Date();
      await postgres.admin.insert(Card, { key, userId, messageId: 1, state, createdAt: now, updatedAt: now });
    }
    await anna.sends('/create');
    await anna.presses(saying(newAvatarTexts.ru.type, { type: 'portrait' }));
    await anna.sees(/Женщина/);

    await anna.sends('/cancel');

    const stopped = await anna.sees(/Убрала черновик: Новый аватар\nПередумаете[^]*сейчас в работе/);
    expect(labelsOf(stopped).sort()).toEqual(
      ['↩️ Вернуть', '✖️ 🎨 Картинки · идея accepted', '✖️ 🎨 Картинки · идея running', '🏠 Меню'].sort(),
    );
    await anna.presses(/идея running/);
    await eventually(async () =>
      expect((await postgres.outboxOf('bot')).map(({ job }) => job)).toContain('cancel-order'),
    );
    await anna.presses(menuTexts.ru.restore);
    await anna.sees(/Женщина/, { after: stopped.message_id - 1 });
  });
});
