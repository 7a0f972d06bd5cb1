import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Person } from '@aisha/fakes/telegram';
import { Database } from '@aisha/database';
import { freePort } from '@aisha/embedded';
import { Logger, type ServerTimes } from '@aisha/platform';
import { eventually, RawClient, readableLog, folderOfThisTest } from '@aisha/testing';
import { register } from 'prom-client';
import { botHarness } from '../../../spec/bot-harness';
import { ECHO_INVOICE, echoFeature } from '../../../spec/echo.feature';
import { TelegramApi } from './telegram-api';

const SECRET = 'only-telegram-knows-these-32-characters';
const PATH = '/telegram/updates';

const setup = async (parts: { database?: Database; times?: ServerTimes; log?: Logger } = {}, watchEveryMs?: number) => {
  const { times, ...others } = parts;
  const harness = await botHarness({ features: [echoFeature()], timeScale: 0.2 });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}${PATH}`;
  await harness.replica({
    webhook: {
      url,
      secret: SECRET,
      host: '127.0.0.1',
      port,
      ...(times && { times }),
      ...(watchEveryMs && { watchEveryMs }),
    },
    ...others,
  });
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
  it('the webhook takes messages and buttons that Telegram brings', async () => {
    const { joins, telegram } = await setup();
    const anna = await joins('Анна');

    await anna.sends('/start');
    await anna.presses('press');
    await anna.sends('first');

    await anna.sees('1: first');
    await eventually(() =>
      expect(telegram.recorder.list({ method: 'answerCallbackQuery' })[0]?.params).toMatchObject({ text: 'pressed 0' }),
    );
  });

  it('the webhook handles the texts of a chat in the order of their ids, even when the first of them comes last', async () => {
    const { joins, post, postgres } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn 0/);
    await postgres.admin.query(
      `INSERT INTO bot.telegram_update (update_id, chat_id, payload, received_at)
       VALUES (800000002, $1, $2, now() + interval '1 minute')`, // so that this update waits, however slow the other one is
      [anna.id, JSON.stringify(says(anna, 800_000_002, 'second'))],
    );

    // The update wakes Anna's queue. Once another person has an answer, Anna's queue has been polled.
    await post(says(anna, 800_000_003, 'third'));
    const boris = await joins('Борис');
    await boris.sends('/start');
    await boris.sees(/turn 0/);

    await post(says(anna, 800_000_001, 'first'));

    await anna.sees('3: third');
    await anna.sees('2: second');
    await anna.sees('1: first');
  });

  it('the webhook handles a photo without waiting for missing updates, because a photo cannot overtake another update of its sender', async () => {
    const { postgres, joins } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn 0/);
    const photo = [{ file_id: 'f', file_unique_id: 'u', width: 9, height: 9, file_size: 9 }];
    const { text: _, ...message } = says(anna, 800_000_002, '').message;

    await postgres.admin.query(
      `INSERT INTO bot.telegram_update (update_id, chat_id, payload, received_at)
       VALUES (800000002, $1, $2, now() + interval '1 minute')`,
      [anna.id, JSON.stringify({ update_id: 800_000_002, message: { ...message, photo } })],
    );

    await eventually(async () =>
      expect(
        await postgres.admin.query(
          'SELECT FROM bot.telegram_update WHERE update_id = 800000002 AND handled_at IS NOT NULL',
        ),
      ).toHaveLength(1),
    );
  });

  it('the webhook refuses an update without the right secret, and stores nothing of it', async () => {
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

  it('the webhook reads an update of 1 MiB, and refuses one that is a byte longer', async () => {
    const { post } = await setup();
    const of = (bytes: number) => ({ update_id: 1, padding: 'x'.repeat(bytes - 28) });
    expect(JSON.stringify(of(1_048_576)).length).toBe(1_048_576);

    expect((await post(of(1_048_576))).status).toBe(200);
    expect((await post(of(1_048_577))).status).toBe(413);
  });

  it('the webhook asks Telegram to come again when it could not store the update', async () => {
    const { post, postgres, joins } = await setup();
    const anna = await joins('Анна');
    await postgres.admin.query('ALTER TABLE bot.telegram_update RENAME TO gone');

    const answer = await post(says(anna, 1, 'hi'));

    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    await postgres.admin.query('ALTER TABLE bot.gone RENAME TO telegram_update');
    expect((await post(says(anna, 1, 'hi'))).status).toBe(200);
  });

  it('the webhook lets people pay while nothing can be stored (telegram.md §12, 11)', async () => {
    const { joins, postgres, telegram, token } = await setup();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn/);
    await new TelegramApi({ token, apiRoot: telegram.url }).call('sendInvoice', {
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

  it.each([PATH, '/', '/elsewhere'])(
    'the webhook refuses a stranger at %s before it reads one byte of the body',
    async (path) => {
      const { log, lines } = readableLog();
      const { url } = await setup({ log });
      const stranger = (await RawClient.to(url)).begins(path, 1_000, { 'content-type': 'application/json' });

      await eventually(() => stranger.isClosed);
      expect(stranger.status).toBe(403);
      expect(lines('webhook.refused')).toMatchObject([{ refused: { 'not-telegram': 1 } }]);
    },
  );

  it('the webhook gives up a body that comes too slowly, even with Telegram’s secret', async () => {
    const { url } = await setup({ times: { headersMs: 200, requestMs: 400, idleMs: 200, stuckMs: 400, checkMs: 50 } });
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET };
    const slow = (await RawClient.to(url)).begins(PATH, 60_000, headers);

    await eventually(() => slow.sends(' ').isClosed);
    expect(slow.status).toBe(408);
  });

  it('the webhook answers 200 to an update with a nonsensical chat or payment, so that Telegram does not repeat it', async () => {
    const { post } = await setup();

    const chat = { id: 'reply', type: 'private' };
    expect((await post({ update_id: 6, message: { message_id: 1, chat, text: 'hi' } })).status).toBe(200);
    expect((await post({ update_id: 7, pre_checkout_query: {} })).status).toBe(200);
  });

  it('the webhook answers 200 to a body that is no update, so that Telegram does not repeat it', async () => {
    const { post } = await setup();

    expect((await post({ hello: 'world' })).status).toBe(200);
    expect((await post({ update_id: 5, kind_of_tomorrow: {} })).status).toBe(200);
  });
});

/** Asks Telegram about the webhook every 100 ms instead of every minute. */
const watched = async () => {
  const dir = folderOfThisTest();
  const log = Logger.forApp('bot-gateway', { level: 'warn', dir, sync: true });
  const harness = await setup({ log }, 100);
  const colleague = new TelegramApi({ token: harness.token, apiRoot: harness.telegram.url });
  const said = async () => readFile(path.join(dir, 'bot-gateway.log'), 'utf8');
  const urlAtTelegram = async () => (await colleague.call<{ url: string }>('getWebhookInfo')).url;
  return { ...harness, colleague, said, urlAtTelegram };
};

describe('the webhook at Telegram', () => {
  it('the webhook at Telegram is set again when it was deleted, and the log says so', async () => {
    const { colleague, url, urlAtTelegram, said, joins } = await watched();
    await colleague.call('deleteWebhook');

    await eventually(async () => expect(await urlAtTelegram()).toBe(url));
    expect(await said()).toMatch(/"isDeleted":true.*"msg":"webhook\.not-ours"/);
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(/turn 0/);
    const metrics = await register.metrics();
    expect(metrics).toMatch(/aisha_updates_received_total [1-9]/);
    expect(metrics).toMatch(/aisha_updates_last_received_timestamp_seconds 1\d{9}/);
  });

  it('the webhook at Telegram is set again when another installation has set its own, whose address stays out of the log', async () => {
    const { colleague, url, urlAtTelegram, said } = await watched();
    await eventually(() =>
      colleague.call('setWebhook', { url: 'https://example.com/their-secret-path' }).then(
        () => true,
        () => false, // because Telegram accepts only one such call a second
      ),
    );

    await eventually(async () => expect(await urlAtTelegram()).toBe(url));
    expect(await said()).toMatch(/"isDeleted":false.*"msg":"webhook\.not-ours"/);
    expect(await said()).not.toContain('their-secret-path');
  });

  it('a failing webhook at Telegram is logged with Telegram’s reason, and the metrics have the number of waiting updates', async () => {
    const { postgres, said, joins } = await watched();
    await postgres.admin.query('ALTER TABLE bot.telegram_update RENAME TO gone');
    const anna = await joins('Анна');
    await anna.sends('/start');

    await eventually(async () =>
      expect(await said()).toMatch(/"reason":"Wrong response from the webhook: 503[^"]*".*"msg":"webhook\.failing"/),
    );
    const metrics = await register.metrics();
    expect(metrics).toMatch(/aisha_telegram_webhook_pending_updates [1-9]/);
    expect(metrics).toMatch(/aisha_telegram_webhook_last_error_timestamp_seconds [1-9]/);

    await postgres.admin.query('ALTER TABLE bot.gone RENAME TO telegram_update');
    await anna.sees(/turn 0/);
  });
});
