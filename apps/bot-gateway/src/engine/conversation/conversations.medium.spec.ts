import { describe, expect, it } from '@jest/globals';
import type { Message } from '@aisha/contracts';
import { eventually } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import { menuFeature } from '../../features/menu/menu.feature';
import { askedOrder } from '../../orders/asked-order';
import { callback } from '../screen/callback';
import { feature, onButton, onCommand } from './feature';
import { flowKit } from './flow-kit';
import { conversationTexts, html, menuTexts, plainText } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { answer, finish, open, send, type Elsewhere } from './move';
import { toMenu } from './navigation';

interface Form {
  readonly name?: string;
}

/** A conversation whose draft is not kept when the person leaves it. */
const noteFeature = () => {
  const { step, on, onText, goTo, flow } = flowKit<{ readonly words?: string }, 'words' | 'sure'>()(conversationTexts);
  const send = callback('note.send', {});
  const note = flow({
    name: 'note',
    version: 1,
    first: 'words',
    begin: () => ({}),
    steps: {
      words: step({
        screen: () => ({ text: html`Что записать?` }),
        actions: [onText((_, words) => goTo('sure', { words }))],
      }),
      sure: step({
        screen: ({ words = '' }) => ({ text: html`Записать «${words}»?`, buttons: [[send.button('Записать', {})]] }),
        readsEdits: true,
        actions: [
          on(send, ({ words = '' }) => finish(html`Записано: ${words}`)),
          onText((_, words) => goTo('sure', { words })),
        ],
      }),
    },
  });
  return feature({ flows: [note], actions: [onCommand('note', null, () => open(note))] });
};

/** A conversation, in the given version, that uses everything that a conversation can do. */
const formFeature = (version = 1) => {
  const { step, on, onText, goTo, stay, flow } = flowKit<Form, 'name' | 'sure'>()(conversationTexts);
  const sure = callback('form.sure', {});
  const later = callback('form.later', {});
  const ping = callback('form.ping', {});
  const form = flow({
    name: 'form',
    version,
    first: 'name',
    begin: () => ({}),
    worthKeeping: ({ name }) => name !== undefined,
    title: { ru: 'Анкета', en: 'Form', de: 'Formular' },
    steps: {
      name: step({
        screen: () => ({ text: html`Как вас зовут?`, buttons: [[toMenu.button('Меню', {})]] }),
        actions: [
          onText((draft, name) => (name.length < 2 ? stay(draft, html`Слишком коротко`) : goTo('sure', { name }))),
        ],
      }),
      sure: step({
        enter: ({ name }) => ({ name: `${name}!` }),
        screen: ({ name }) => ({
          text: html`Вас зовут ${name}?`,
          buttons: [[sure.button('Да', {}), later.button('Позже', {}), ping.button('Пинг', {})]],
        }),
        actions: [
          on(sure, ({ name }) => finish(html`Приятно, ${name}`)),
          on(later, (draft) => stay(draft, html`Подождём`)),
        ],
      }),
    },
  });
  return feature({
    flows: [form],
    actions: [onCommand('form', null, () => open(form)), onButton(ping, () => answer(html`Понг`))],
  });
};

const setup = async () => {
  const harness = await botHarness();
  const withForm = (version = 1) => ({
    features: [menuFeature([formFeature(version)]), formFeature(version), noteFeature()],
  });
  const bot = await harness.replica(withForm());
  const anna = await harness.joins('Анна');
  return { ...harness, bot, anna, withForm };
};

describe('a conversation', () => {
  it('a conversation goes from step to step, ends with words in place of its last screen, and leaves no draft', async () => {
    const { anna, postgres } = await setup();
    await anna.sends('/form');
    await anna.sees('Как вас зовут?');
    await anna.sends('Анна');
    const question = await anna.sees('Вас зовут Анна!?');

    await anna.presses('Да');

    const end = await anna.sees('Приятно, Анна!');
    expect([end.message_id, end.buttons]).toEqual([question.message_id, []]);
    expect(await postgres.admin.query('SELECT flow, step FROM bot.conversation')).toEqual([
      { flow: 'menu', step: 'main' },
    ]);
    expect(await postgres.admin.query('SELECT * FROM bot.draft')).toEqual([]);
  });

  it('a conversation takes a press on its screen before the sender has recorded the id of that message', async () => {
    const { anna, postgres } = await setup();
    await anna.sends('/form');
    await anna.sees('Как вас зовут?');
    await anna.sends('Анна');
    const question = await anna.sees('Вас зовут Анна!?');
    const screens = () => postgres.admin.query<{ screen: string }>('SELECT screen FROM bot.conversation');
    await eventually(async () => expect(await screens()).toEqual([{ screen: String(question.message_id) }]));
    await postgres.admin.query('UPDATE bot.conversation SET screen = screen - 1'); // as if the sender had not recorded the new screen yet

    await anna.presses('Да');

    const end = await anna.sees('Приятно, Анна!');
    expect([end.message_id, end.buttons]).toEqual([question.message_id, []]);
  });

  it.each([
    ['«да» for «Да»', 'да', 'Приятно, Анна!'],
    ['a toast becomes words above the screen', 'позже', /Подождём[^]*Вас зовут Анна!\?/],
    ['a button that works anywhere', 'Пинг!', 'Понг'],
  ])(
    'a conversation counts the typed words of a button on its screen as a press: %s',
    async (_case, typed, answered) => {
      const { anna } = await setup();
      await anna.sends('/form');
      await anna.sees('Как вас зовут?');
      await anna.sends('Анна');
      await anna.sees('Вас зовут Анна!?');

      const after = await anna.sends(typed);

      await anna.sees(answered, { after });
    },
  );

  it('a conversation treats the typed words of a button as a press even at a step that asks for a text', async () => {
    const { anna } = await setup();
    await anna.sends('/form');
    await anna.sees('Как вас зовут?');

    await anna.sends('меню');

    await anna.sees(saying(menuTexts.ru.menu));
  });

  it('a conversation treats an edited message with the words of a button as an answer, and not as a press', async () => {
    const { anna, isNoted } = await setup();
    await anna.sends('/note');
    await anna.sees('Что записать?');
    const typed = await anna.sends('запись');
    const question = await anna.sees('Записать «запись»?');
    await isNoted(question);

    await anna.edits(typed, 'записать');

    expect(await anna.sees('Записать «записать»?')).toMatchObject({ message_id: question.message_id, edited: true });
  });

  it('a conversation says why an answer was wrong, and repeats the question in the same message', async () => {
    const { anna } = await setup();
    await anna.sends('/form');
    await anna.sees('Как вас зовут?');

    await anna.sends('А');

    expect((await anna.sees('Слишком коротко')).text).toContain('Как вас зовут?');
  });

  it('a conversation waits at its step, even across a restart, and goes on when the person presses «Продолжить»', async () => {
    const { anna, bot, replica, withForm } = await setup();
    await anna.sends('/form');
    await anna.sees('Как вас зовут?');
    await anna.sends('Анна');
    const question = await anna.sees('Вас зовут Анна!?');
    await anna.sends('/menu');
    await anna.sees('🔄 Продолжить: Анкета', { after: question });
    await bot.stop();
    await replica(withForm());

    await anna.presses('🔄 Продолжить: Анкета');

    await anna.sees('Вас зовут Анна!!?');
    await anna.presses('Да');
    await anna.sees('Приятно, Анна!!');
    await anna.sends('/menu');
    const menu = await anna.sees(saying(menuTexts.ru.menu));
    expect(JSON.stringify(menu.buttons)).not.toContain('Продолжить');
  });

  it('a conversation that was left and begun again removes its own earlier draft when it ends, and keeps the drafts of other conversations', async () => {
    const { anna, postgres } = await setup();
    await anna.sends('/form');
    await anna.sees('Как вас зовут?');
    await anna.sends('Анна');
    await anna.sees('Вас зовут Анна!?');
    await anna.sends('/menu');
    const menu = await anna.sees('🔄 Продолжить: Анкета');
    await postgres.admin.query(
      `INSERT INTO bot.draft (user_id, flow, step, draft, version) SELECT user_id, 'other', 'name', '{}', 1 FROM bot.person`,
    );

    await anna.sends('/form');
    await anna.sees('Как вас зовут?', { after: menu });
    await anna.sends('Борис');
    await anna.sees('Вас зовут Борис!?');
    await anna.presses('Да');

    await anna.sees('Приятно, Борис!');
    expect(await postgres.admin.query('SELECT flow FROM bot.draft')).toEqual([{ flow: 'other' }]);
  });

  it('a conversation that began in an older version leads to the menu, and the bot tells why', async () => {
    const { anna, bot, replica, withForm } = await setup();
    await anna.sends('/form');
    const question = await anna.sees('Как вас зовут?');
    await bot.stop();
    await replica(withForm(2));

    await anna.sends('Анна');

    expect((await anna.sees('прежний шаг устарел', { after: question })).text).toMatch(saying(menuTexts.ru.menu));
  });

  it('a person who resumes a draft of an older version is told that the conversation can no longer be opened', async () => {
    const { anna, bot, replica, withForm } = await setup();
    await anna.sends('/form');
    await anna.sees('Как вас зовут?');
    await anna.sends('Анна');
    await anna.sees('Вас зовут');
    await anna.sends('/menu');
    await anna.sees('🔄 Продолжить: Анкета');
    await bot.stop();
    await replica(withForm(2));

    await anna.presses('🔄 Продолжить: Анкета');

    await anna.sees('уже не открыть');
  });

  it('a conversation is moved one step further by 20 taps at once, and every tap is answered', async () => {
    const { anna, telegram, isNoted } = await setup();
    await anna.sends('/form');
    await anna.sees('Как вас зовут?');
    await anna.sends('Анна');
    // If the first tap ended the conversation before that, the question's message would become the screen again, and a late tap would edit it.
    await isNoted(await anna.sees('Вас зовут'));

    const taps = await Promise.allSettled(Array.from({ length: 20 }, () => anna.presses('Да', { timeoutMs: 500 })));

    // Some taps may have failed, because the button was gone once the screen had changed.
    const pressed = taps.filter(({ status }) => status === 'fulfilled');
    await anna.sees('Приятно, Анна!');
    // A tap whose answer took too long is answered again.
    const answered = () =>
      telegram.recorder.list({ method: 'answerCallbackQuery' }).map(({ params }) => params['callback_query_id']);
    await eventually(() => expect(new Set(answered()).size).toBe(pressed.length));
    expect((await anna.chat()).filter(({ text }) => text?.includes('Приятно'))).toHaveLength(1);
  });

  it('a conversation is not disturbed by a button that works anywhere, nor by a notice', async () => {
    const { anna, telegram } = await setup();
    await anna.sends('/form');
    await anna.sees('Как вас зовут?');
    await anna.sends('Анна');
    await anna.sees('Вас зовут');

    await anna.presses('Пинг');
    await anna.presses('Позже');

    const said = () => telegram.recorder.list({ method: 'answerCallbackQuery' }).map(({ params }) => params['text']);
    await eventually(() => expect(said()).toEqual(['Понг', 'Подождём']));
    await anna.presses('Да');
    await anna.sees('Приятно, Анна!');
  });

  it('an old button does not lead out of a conversation whose draft is not kept; pressed elsewhere, it shows the conversation that it belongs to', async () => {
    const { anna, telegram, postgres } = await setup();
    const isLongAgo = () =>
      postgres.admin.query(`UPDATE bot.conversation SET updated_at = now() - interval '1 minute'`);
    await anna.sends('/form');
    await anna.sees('Как вас зовут?');
    await anna.sends('Анна');
    const old = await anna.sees('Вас зовут Анна!?');
    await anna.sends('/note');
    await anna.sees('Что записать?');
    await anna.sends('молоко');
    const note = await anna.sees('Записать «молоко»?');
    await isLongAgo();

    await anna.pressesIn(old, 'Да');

    const said = () => telegram.recorder.list({ method: 'answerCallbackQuery' }).map(({ params }) => params['text']);
    await eventually(() => expect(said()).toEqual([plainText(conversationTexts.ru.stale)]));
    await anna.pressesIn(note, 'Записать');
    await anna.sees('Записано: молоко');
    await isLongAgo();
    await anna.pressesIn(old, 'Да');
    await anna.sees('Вас зовут Анна!!?');
  });

  it('a press whose number is lower than that of the last action keeps the guards of any press, because Telegram’s numbers begin anew: it leads out of no conversation whose draft is not kept, and a second tap gets a toast', async () => {
    const { anna, telegram, postgres } = await setup();
    const beginsAnew = (handledAt: string) =>
      postgres.admin.query(`UPDATE bot.conversation SET update_id = update_id + 1000, updated_at = ${handledAt}`);
    const said = () => telegram.recorder.list({ method: 'answerCallbackQuery' }).map(({ params }) => params['text']);
    const stale = plainText(conversationTexts.ru.stale);
    await anna.sends('/form');
    await anna.sees('Как вас зовут?');
    await anna.sends('Анна');
    const old = await anna.sees('Вас зовут Анна!?');
    await anna.sends('/note');
    await anna.sees('Что записать?');
    await anna.sends('молоко');
    const note = await anna.sees('Записать «молоко»?');

    await beginsAnew(`now() - interval '1 minute'`);
    await anna.pressesIn(old, 'Да');
    await eventually(() => expect(said()).toEqual([stale]));
    await anna.pressesIn(note, 'Записать');
    await anna.sees('Записано: молоко');
    await beginsAnew(`now() + interval '1 minute'`);
    await anna.pressesIn(old, 'Да');

    await eventually(() => expect(said().filter((text) => text === stale)).toHaveLength(2));
  });

  it('a button signed with an earlier secret is answered with words, and works again in its conversation once that secret is back', async () => {
    const { anna, bot, replica, withForm, telegram } = await setup();
    await anna.sends('/form');
    await anna.sends('Анна');
    const asked = await anna.sees('Вас зовут Анна!?');
    const toasts = () =>
      telegram.recorder.list({ method: 'answerCallbackQuery' }).map(({ params }) => String(params['text'] ?? ''));
    await bot.stop();
    const changed = await replica({ ...withForm(), callbackSecret: 'another secret of thirty-two characters' });

    await anna.pressesIn(asked, 'Да');
    await eventually(() => expect(toasts().join()).toContain(plainText(conversationTexts.ru.stale)));
    await changed.stop();
    await replica(withForm());
    await anna.pressesIn(asked, 'Да');

    await anna.sees('Приятно, Анна!');
  });
});

describe('the trace of an input', () => {
  const traced = async (answering: () => Elsewhere) => {
    const harness = await botHarness();
    const asking = feature({ actions: [onCommand('go', null, answering)], asked: askedOrder });
    await harness.replica({ features: [menuFeature([]), asking] });
    const anna = await harness.joins('Анна');
    const traces = (table: 'delivery' | 'outbox') =>
      harness.postgres.admin.query<{ trace: string }>(
        `SELECT trace_id AS trace FROM bot.${table} ORDER BY id DESC LIMIT 1`,
      );
    return { anna, traces };
  };
  const job = (payload: object): Message => ({ receiver: 'billing', job: 'open-account', payload: { ...payload } });

  it('one trace covers an input and everything that it leads to, and the next input has another trace', async () => {
    const { anna, traces } = await traced(() => answer(html`Готово`, send(job({}))));
    await anna.sends('/go');
    await anna.sees('Готово');
    const [first] = await traces('outbox');
    expect([first?.trace, await traces('delivery')]).toEqual([expect.any(String), [first]]);

    await anna.sends('/go');

    await eventually(async () => expect(await traces('outbox')).not.toEqual([first]));
  });

  it('an input that places or concerns an order has the order’s trace', async () => {
    const { anna, traces } = await traced(() => answer(html`Готово`, send(job({ orderId: 'the-order' }))));
    await anna.sends('/go');
    await anna.sees('Готово');

    expect([...(await traces('outbox')), ...(await traces('delivery'))]).toEqual([
      { trace: 'the-order' },
      { trace: 'the-order' },
    ]);
  });
});
