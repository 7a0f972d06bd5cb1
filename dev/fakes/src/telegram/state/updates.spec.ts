import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { afterThisTest, eventually } from '@aisha/testing';
import { BotUnderTest, TOKEN } from '../bot-under-test';
import { Person, startTelegram, type FakeTelegram, type Update } from '..';

/** A bot's webhook that keeps the updates it gets and answers as the test says. */
class Endpoint {
  readonly received: { headers: IncomingHttpHeaders; update: Update; at: number }[] = [];
  answer: (response: ServerResponse, update: Update) => void = (response) => response.end();
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const update = JSON.parse(Buffer.concat(chunks).toString()) as Update;
      this.received.push({ headers: request.headers, update, at: performance.now() });
      this.answer(response, update);
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  texts(): (string | undefined)[] {
    return this.received.map(({ update }) => update.message?.text);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

let telegram: FakeTelegram;
let bot: BotUnderTest;
let ann: Person;
let endpoint: Endpoint;
let hook: string;
let now: Date;

beforeEach(async () => {
  now = new Date('2026-11-20T10:00:00Z');
  telegram = await startTelegram({ token: TOKEN, now: () => now, timeScale: 0.05 });
  bot = new BotUnderTest(telegram.url);
  ann = await Person.join(telegram.url, { firstName: 'Ann' });
  endpoint = new Endpoint();
  hook = await endpoint.listen();
});
afterEach(async () => {
  await telegram.close();
  endpoint.close();
});

describe('polling', () => {
  const poll = async (parameters: object = {}): Promise<Update[]> => bot.call('getUpdates', parameters);
  const isPolled = () => eventually(() => telegram.isPolled());

  it('polling repeats updates until an offset confirms them', async () => {
    for (const text of ['1', '2', '3']) await ann.sends(text);
    const updates = await poll();
    expect(updates.map(({ message }) => message?.text)).toEqual(['1', '2', '3']);
    expect(await poll({ offset: 1, limit: 2 })).toHaveLength(2);
    const second = updates[1]?.update_id ?? 0;
    expect((await poll({ offset: second })).map(({ message }) => message?.text)).toEqual(['2', '3']);
    expect((await poll({ offset: -1 })).map(({ message }) => message?.text)).toEqual(['3']);
    expect(await poll({ offset: second + 2 })).toEqual([]);
  });

  it('polling gives one update at a time to a bot that repeats the same poll at once', async () => {
    const patient = await startTelegram({ token: TOKEN, timeScale: 20 });
    afterThisTest(() => patient.close());
    const eve = await Person.join(patient.url, { firstName: 'Eve' });
    for (const text of ['1', '2', '3']) await eve.sends(text);
    const spinning = new BotUnderTest(patient.url);
    expect(await spinning.call('getUpdates')).toHaveLength(3);
    expect(await spinning.call('getUpdates')).toHaveLength(1);
  });

  it('polling waits for the next update and brings it at once', async () => {
    const waiting = poll({ timeout: 50 });
    await isPolled();
    await ann.sends('now');
    expect(await waiting).toMatchObject([{ message: { text: 'now' } }]);
  });

  it('polling ends the older of two polls with a conflict', async () => {
    const older = bot.ask('getUpdates', { timeout: 50 });
    await isPolled();
    const newer = poll({ timeout: 50 });
    expect(await older).toMatchObject({
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    await ann.sends('for the newer');
    expect(await newer).toHaveLength(1);
  });

  it('polling is refused while a webhook is set, and a poll under way ends when a webhook is set', async () => {
    const waiting = bot.ask('getUpdates', { timeout: 50 });
    await isPolled();
    await bot.call('setWebhook', { url: hook });
    expect((await waiting).description).toBe('Conflict: terminated by setWebhook request');
    expect(await bot.refusal('getUpdates')).toBe(
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  });

  it('polling brings only the kinds of updates that the bot asked for', async () => {
    await poll({ allowed_updates: ['callback_query'], offset: 5 });
    await ann.sends('unheard');
    await poll({ allowed_updates: [], offset: 6 });
    await ann.sends('heard');
    expect((await poll()).map(({ message }) => message?.text)).toEqual(['heard']);
  });

  it('polling forgets a press after 150 seconds and a message after a day', async () => {
    await ann.sends('/start');
    await bot.call('sendMessage', {
      chat_id: ann.id,
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
    });
    await ann.presses('A');
    expect(await poll()).toHaveLength(2);
    now = new Date(now.getTime() + 151_000);
    expect((await poll({ offset: 1 })).map((update) => Object.keys(update)[1])).toEqual(['message']);
    now = new Date(now.getTime() + 86_400_000);
    expect(await poll({ offset: 2 })).toEqual([]);
  });
});

describe('a webhook', () => {
  it('a webhook gets an update with the webhook’s secret, and getWebhookInfo tells what is set and pending', async () => {
    expect(await bot.ask('setWebhook', { url: hook, secret_token: 's-1', max_connections: 7 })).toEqual({
      ok: true,
      result: true,
      description: 'Webhook was set',
    });
    const repeated = await bot.ask('setWebhook', { url: hook, secret_token: 's-1', max_connections: 7 });
    expect(repeated.description).toBe('Webhook is already set');
    await ann.sends('hello');
    await eventually(() => endpoint.received.length === 1);
    const [first] = endpoint.received;
    expect(first?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': 's-1',
      'accept-encoding': 'gzip, deflate',
    });
    expect(Object.keys(first?.update ?? {})[0]).toBe('update_id');
    await eventually(async () =>
      expect(await bot.call('getWebhookInfo')).toMatchObject({
        url: hook,
        max_connections: 7,
        pending_update_count: 0,
      }),
    );
    expect((await bot.ask('deleteWebhook')).description).toBe('Webhook was deleted');
    expect((await bot.ask('deleteWebhook')).description).toBe('Webhook is already deleted');
  });

  it.each([
    [{ url: 'nonsense' }, 'invalid webhook URL specified'],
    [{ url: 'http://example.com/h' }, 'bad webhook: An HTTPS URL must be provided for webhook'],
    [{ url: 'https://example.com:8444/h' }, 'bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443'],
    [{ url: 'https://example.com/h', secret_token: 'a b' }, 'secret token contains unallowed characters'],
    [{ url: 'https://example.com/h', secret_token: 'a'.repeat(257) }, 'secret token is too long'],
  ])('a webhook is refused with %j', async (parameters, reason) => {
    expect(await bot.refusal('setWebhook', parameters)).toBe(`Bad Request: ${reason}`);
  });

  it('a webhook cannot be changed twice within a second', async () => {
    await bot.call('setWebhook', { url: hook });
    expect(await bot.ask('setWebhook', { url: `${hook}2` })).toMatchObject({
      error_code: 429,
      parameters: { retry_after: 1 },
    });
  });

  it('a webhook gets an update again, after ever longer pauses, until it answers 2xx; meanwhile the next updates of the same chat wait, and other chats do not', async () => {
    const eve = await Person.join(telegram.url, { firstName: 'Eve' });
    await bot.call('setWebhook', { url: hook });
    let refusals = 0;
    endpoint.answer = (response, update) => {
      // The endpoint refuses this update until it has got the other chat's update, and three times at least. If the other chat's update
      // waited for this update, it would never come.
      const isRefused = update.message?.text === 'one' && (refusals < 3 || !endpoint.texts().includes('other'));
      response.writeHead(isRefused ? ([404, 500, 302][refusals++] ?? 500) : 204).end();
    };
    await ann.sends('one');
    await ann.sends('two');
    await eve.sends('other');
    await eventually(() => endpoint.texts().includes('two'));
    expect(endpoint.texts().filter((text) => text !== 'other')).toEqual([...Array(refusals + 1).fill('one'), 'two']);
    const times = endpoint.received.filter(({ update }) => update.message?.text === 'one').map(({ at }) => at);
    const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(pauses[0]).toBeGreaterThan(45); // 1 s, 2 s and 4 s, at a twentieth of their length
    expect(pauses[1]).toBeGreaterThan(95);
    expect(pauses[2]).toBeGreaterThan(195);
    await eventually(async () => expect(await bot.call('getWebhookInfo')).toMatchObject({ pending_update_count: 0 }));
  });

  it('a webhook may set the pause before the next attempt, and may answer with a method call', async () => {
    await bot.call('setWebhook', { url: hook });
    endpoint.answer = (response) => {
      if (endpoint.received.length === 1) response.writeHead(503, { 'retry-after': '6' }).end();
      else response.end(JSON.stringify({ method: 'sendMessage', chat_id: ann.id, text: 'from the answer' }));
    };
    await ann.sends('one');
    await ann.sees('from the answer');
    const [first, second] = endpoint.received;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(290);
    expect(await bot.call('getWebhookInfo')).toMatchObject({
      last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
    });
  });

  it('a webhook gets messages and presses of one person in separate queues', async () => {
    await ann.sends('/start');
    await bot.call('sendMessage', {
      chat_id: ann.id,
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
    });
    await bot.updates();
    await bot.call('setWebhook', { url: hook, drop_pending_updates: true });
    endpoint.answer = (response, update) => void (update.message ? response.writeHead(500).end() : response.end());
    await ann.sends('stuck');
    await ann.presses('A');
    await eventually(() => endpoint.received.some(({ update }) => update.callback_query));
  });
});

describe('updates that go astray', () => {
  it('updates are delivered twice, swapped or late when a fault says so', async () => {
    const unhurried = await startTelegram({ token: TOKEN });
    afterThisTest(() => unhurried.close());
    const eve = await Person.join(unhurried.url, { firstName: 'Eve' });
    await new BotUnderTest(unhurried.url).call('setWebhook', { url: hook });
    unhurried.faults.add({ kind: 'duplicate-update' });
    await eve.sends('twice');
    await eventually(() => endpoint.received.length === 2);
    const ids = endpoint.received.map(({ update }) => update.update_id);
    expect(ids[0]).toBe(ids[1]);

    unhurried.faults.add({ kind: 'swap-updates' });
    await eve.sends('first');
    await eve.sends('second');
    await eventually(() => endpoint.received.length === 4);
    expect(endpoint.texts().slice(2)).toEqual(['second', 'first']);

    unhurried.faults.add({ kind: 'delay-update', delayMs: 200 });
    const sentAt = performance.now();
    await eve.sends('late');
    await eventually(() => endpoint.received.length === 5);
    expect((endpoint.received[4]?.at ?? 0) - sentAt).toBeGreaterThan(190);
  });
});
