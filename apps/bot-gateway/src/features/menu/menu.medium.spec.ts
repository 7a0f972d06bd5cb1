import { describe, expect, it } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';

const setup = async () => {
  const harness = await botHarness();
  await harness.replica();
  return harness;
};

describe('the first words with the bot', () => {
  it('greets a new person by name, registers them and has billing open an account', async () => {
    const { joins, postgres } = await setup();
    const anna = await joins('Анна');

    await anna.sends('/start');

    const menu = await anna.sees(/Привет, Анна!/);
    expect(menu.buttons.flat().map((button) => button.text)).toContain('🌐 Язык');
    const [person] = await postgres.admin.query<{ user_id: string; telegram_id: string; language: string }>(
      'SELECT user_id, telegram_id, language FROM bot.person',
    );
    expect(person).toMatchObject({ telegram_id: String(anna.id), language: 'ru' });
    expect(await postgres.outboxOf('bot')).toEqual([
      { receiver: 'billing', job: 'open-account', payload: { userId: person?.user_id } },
    ]);
  });

  it('speaks English to a person whose Telegram does, and Russian once they ask for it', async () => {
    const { joins } = await setup();
    const john = await joins('John', 'en');
    await john.sends('/start');
    await john.sees(/Hi John!/);

    await john.presses('🌐 Language');
    await john.presses('🇷🇺 Русский');

    await john.sees(/Чем займёмся/);
    expect(await john.chat()).toHaveLength(2);
  });

  it('shows a name made of markup as it is (telegram.md §12, 9)', async () => {
    const { joins } = await setup();
    const person = await joins('<b>Bobby & "Co" <');

    await person.sends('/start');

    await person.sees('<b>Bobby & "Co" <');
  });

  it('edits the menu in place when a button is pressed, and stops the button from spinning', async () => {
    const { joins, telegram } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');

    await anna.presses('❓ Помощь');
    await anna.sees(/Как это работает/);
    await anna.presses('‹ Назад');
    await anna.sees(/Чем займёмся/);

    expect(await anna.chat()).toHaveLength(2);
    expect(
      telegram.recorder.list({ method: 'answerCallbackQuery' }).filter(({ status }) => status === 200),
    ).toHaveLength(2);
  });

  it('answers what it does not understand with what it does, by one call to Telegram', async () => {
    const { joins, telegram } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/Привет/);

    await anna.sends('сколько времени?');

    const second = await anna.sees(/Не совсем поняла/);
    expect(second.buttons.length).toBeGreaterThan(0);
    await anna.sends('/balance');
    await anna.sees(/Доступно/);
    const calls = telegram.recorder.list({ chatId: anna.id }).map(({ method }) => method);
    expect(calls.filter((method) => /^(send|edit|delete)/.test(method))).toEqual(Array(3).fill('sendMessage'));
  });

  it('answers a flood of what it does not understand once', async () => {
    const { joins, telegram, postgres } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/Привет/);

    for (let i = 0; i < 12; i += 1) await anna.sends(`что? ${i}`);

    await anna.sees(/Не совсем поняла/);
    await eventually(async () => {
      expect(await postgres.admin.query('SELECT FROM bot.telegram_update WHERE handled_at IS NULL')).toEqual([]);
      expect(await postgres.admin.query(`SELECT FROM bot.delivery WHERE status IN ('pending', 'sending')`)).toEqual([]);
    });
    expect(telegram.recorder.list({ method: 'sendMessage', chatId: anna.id })).toHaveLength(2);
  });

  it('answers a person who never sent /start', async () => {
    const { joins } = await setup();
    const anna = await joins('Анна');

    await anna.sends('привет');

    const menu = await anna.sees(/Чем займёмся/);
    expect(menu.text).toContain('Не совсем поняла');
  });

  it('lists its commands in both languages', async () => {
    const { telegram } = await setup();

    const calls = await eventually(() => {
      const made = telegram.recorder.list({ method: 'setMyCommands' });
      return made.length === 2 && made;
    });

    expect(JSON.stringify(calls[0]?.params)).toContain('Сменить язык');
    expect(JSON.stringify(calls[1]?.params)).toContain('Change the language');
  });
});

describe('an idea typed in the menu', () => {
  it('is drawn with the main avatar of a person who has one', async () => {
    const { joins, postgres } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/Чем займёмся/);
    const [{ user_id: userId } = { user_id: '' as UserId }] = await postgres.admin.query<{ user_id: UserId }>(
      'SELECT user_id FROM bot.person',
    );
    await postgres.fixtures.avatar({ userId, name: 'Аня', status: 'completed', isMain: true });

    await anna.sends('прогулка у моря на закате');
    await anna.presses('3:4');
    await anna.presses(/^2 · /);

    await anna.sees(/Аня[^]*прогулка у моря на закате/);
  });

  it('is not an idea from a person without an avatar, nor at a step that asks for something else', async () => {
    const { joins } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/Чем займёмся/);

    await anna.sends('прогулка у моря на закате');

    await anna.sees(/Не совсем поняла/);
  });
});
