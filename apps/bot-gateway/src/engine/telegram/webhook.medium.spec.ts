import { describe, expect, it } from '@jest/globals';
import type { Person } from '@aisha/fakes/telegram';
import { Database } from '@aisha/database';
import { freePort } from '@aisha/embedded';
import { eventually } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import { ECHO_INVOICE, echoFeature } from '../../../spec/echo.feature';
import { TelegramApi } from './telegram-api';

const SECRET = 'only-telegram-knows';

const setup = async (parts: { database?: Database } = {}) => {
  const harness = await botHarness({ features: [echoFeature()], timeScale: 0.2 });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/telegram/updates`;
  await harness.replica({ webhook: { url, secret: SECRET, host: '127.0.0.1', port }, ...parts });
  const isSet = () => harness.telegram.recorder.list({ method: 'setWebhook' }).some(({ status }) => status === 200);
  await eventually(() => isSet());
  const post = (update: object, secret: string | null = SECRET) =>
    fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret }),
      },
      body: JSON.stringify(update),
    });
  return { ...harness, url, post };
};

const says = (person: Person, updateId: number, text: string) => ({
  update_id: updateId,
  message: {
    message_id: updateId,
    date: 1,
    chat: { id: person.id, type: 'private' },
    from: { id: person.id, first_name: person.firstName },
    text,
  },
});

describe('the webhook', () => {
  it('takes what Telegram brings, messages and buttons', async () => {
    const { joins, telegram } = await setup();
    const anna = await joins('Анна');

    await anna.sends('/start');
    await anna.presses('press');
    await anna.sends('first');

    await anna.sees('1: first');
    expect(telegram.recorder.list({ method: 'answerCallbackQuery' })[0]?.params).toMatchObject({ text: 'pressed 0' });
  });

  it('handles a text before the one that overtook it on the way', async () => {
    const { joins, post, postgres } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn 0/);
    await postgres.admin.query(
      `INSERT INTO bot.telegram_update (update_id, chat_id, payload, received_at)
       VALUES (800000002, $1, $2, now() + interval '1 minute')`, // it waits however slow the other one is
      [anna.id, JSON.stringify(says(anna, 800_000_002, 'second'))],
    );

    await post(says(anna, 800_000_001, 'first'));

    await anna.sees('2: second');
    await anna.sees('1: first');
  });

  it('takes updates only from Telegram', async () => {
    const { post, postgres, joins } = await setup();
    const anna = await joins('Анна');

    const answers = await Promise.all([
      post(says(anna, 1, 'hi'), null),
      post(says(anna, 2, 'hi'), ''),
      post(says(anna, 3, 'hi'), `${SECRET}x`),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(await postgres.admin.query('SELECT * FROM bot.telegram_update')).toEqual([]);
  });

  it('asks Telegram to come again when the update could not be stored', async () => {
    const { post, postgres, joins } = await setup();
    const anna = await joins('Анна');
    await postgres.admin.query('ALTER TABLE bot.telegram_update RENAME TO gone');

    const answer = await post(says(anna, 1, 'hi'));

    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    await postgres.admin.query('ALTER TABLE bot.gone RENAME TO telegram_update');
    expect((await post(says(anna, 1, 'hi'))).status).toBe(200);
  });

  it('lets people pay while nothing can be stored (telegram.md §12, 11)', async () => {
    const { joins, postgres, telegram, token } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn/);
    await new TelegramApi(token, telegram.url).call('sendInvoice', {
      chat_id: anna.id,
      title: 'Credits',
      description: 'A pack',
      payload: ECHO_INVOICE,
      provider_token: '',
      currency: 'XTR',
      prices: [{ label: 'Credits', amount: 150 }],
    });
    await postgres.admin.query('ALTER TABLE bot.telegram_update RENAME TO gone');

    expect(await anna.pays()).toMatchObject({ paid: true });

    await postgres.admin.query('ALTER TABLE bot.gone RENAME TO telegram_update');
    const stored = async () => (await postgres.admin.query('SELECT FROM bot.telegram_update')).length;
    await eventually(async () => expect(await stored()).toBeGreaterThanOrEqual(2)); // /start and the payment
  });

  it('reads nothing of what a stranger sends', async () => {
    const { url } = await setup();

    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":' });

    expect(answer.status).toBe(403);
  });

  it('keeps an update whose chat makes no sense instead of asking for it for ever', async () => {
    const { post } = await setup();

    const chat = { id: 'reply', type: 'private' };
    expect((await post({ update_id: 6, message: { message_id: 1, chat, text: 'hi' } })).status).toBe(200);
    expect((await post({ update_id: 7, pre_checkout_query: {} })).status).toBe(200);
  });

  it('answers 200 to what is no update, so that it is not brought again', async () => {
    const { post } = await setup();

    expect((await post({ hello: 'world' })).status).toBe(200);
    expect((await post({ update_id: 5, kind_of_tomorrow: {} })).status).toBe(200);
  });
});
