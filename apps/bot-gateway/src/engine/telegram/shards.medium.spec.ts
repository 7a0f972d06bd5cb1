import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { TelegramId } from '@aisha/domain';
import { conversationTexts } from '@aisha/words';
import { Outbox } from '@aisha/messaging';
import type { Person } from '@aisha/fakes/telegram';
import { freePort } from '@aisha/embedded';
import { afterThisTest, eventually, onPostgres, type PostgresHarness } from '@aisha/testing';
import { botHarness, type ReplicaParts } from '../../../spec/bot-harness';
import { ECHO_INVOICE, echoFeature } from '../../../spec/echo.feature';
import { RateLimits } from '../deliveries/rate-limits';
import type { EngineConfig } from '../settings/engine.config';
import { PersonShardStore } from './person-shard.store';
import { ShardsConfig } from '../settings/shards.config';
import { PersonStore } from '../people/person.store';
import { insertTold, StarTransactionStore, toldRows } from './star-transaction.store';
import type { ToldStars } from './stars';
import { TelegramApi } from './telegram-api';
import { BillingAccounts } from '../../features/purchases/billing-accounts';

const SECRET = 'only-telegram-knows-these-32-characters';
const PATH = '/telegram/updates';
/** How many people there are. The chance that so many people are all in the same one of the two shards is two in a million. */
const PEOPLE = 20;

/** Two installations of one bot, each with a database and a gateway of its own; Telegram calls the first. */
const twoShards = async () => {
  const harness = await botHarness({ features: [echoFeature()], timeScale: 0.2 });
  const second = await onPostgres('bot');
  const [homePort, secondPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${homePort}${PATH}`;
  const webhook = (port: number): NonNullable<ReplicaParts['webhook']> => ({
    url,
    secret: SECRET,
    host: '127.0.0.1',
    port,
  });
  const startHome = (shards: string[]) =>
    harness.replica({
      webhook: webhook(homePort),
      shards: { TELEGRAM_SHARDS: shards, TELEGRAM_INSTALLATIONS: 2 },
      starsEveryMs: 200,
    });
  const startSecond = () =>
    harness.replica({
      webhook: webhook(secondPort),
      database: second.database,
      shards: { TELEGRAM_INSTALLATIONS: 2 },
      starsEveryMs: 200,
    });
  const isSet = (): boolean =>
    harness.telegram.recorder.list({ method: 'setWebhook' }).some(({ status }) => status === 200);
  return {
    ...harness,
    home: harness.postgres,
    second,
    address: `second=http://127.0.0.1:${secondPort}${PATH}`,
    startHome,
    startSecond,
    isSet,
    url,
  };
};

const idsIn = async ({ admin }: PostgresHarness): Promise<number[]> =>
  (await admin.query<{ id: number }>('SELECT telegram_id::float8 AS id FROM bot.person')).map(({ id }) => id);

const isAnswered = async (person: Person): Promise<void> => {
  await person.sends('/start');
  await person.sees(/turn 0/);
};

const posted = async (url: string, writer: number, headers: Record<string, string> = {}): Promise<number> => {
  const person = { id: writer, first_name: 'Анна', is_bot: false };
  const message = { message_id: 1, date: 1, chat: { id: writer, type: 'private' }, from: person, text: 'hi' };
  const { status } = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET, ...headers },
    body: JSON.stringify({ update_id: 800_000_001, message }),
  });
  return status;
};

const SILENT = 'http://127.0.0.1:9/nobody';

describe('a bot of two installations', () => {
  it('a payer who lives in an installation that is away is answered by the one that Telegram calls', async () => {
    const { home, startHome, isSet, url, telegram } = await twoShards();
    await startHome([`second=${SILENT}`]);
    await eventually(() => isSet());
    await home.admin.query(`INSERT INTO bot.person_shard (telegram_id, shard) VALUES (700, 'second')`);
    const query = { id: '1', from: { id: 700, is_bot: false, first_name: 'Анна' }, currency: 'XTR', total_amount: 10 };

    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
      body: JSON.stringify({ update_id: 800_000_001, pre_checkout_query: { ...query, invoice_payload: ECHO_INVOICE } }),
    });

    expect(status).toBe(200);
    const answers = telegram.recorder.list({ method: 'answerPreCheckoutQuery' });
    expect(answers[0]?.params).toMatchObject({ pre_checkout_query_id: '1' });
  });

  it('a bot of two installations has thirty calls a second, so each of them has fifteen', () => {
    const perSecond = (shares: number): number =>
      new RateLimits({ TELEGRAM_PACE: 1 } as EngineConfig, { ...new ShardsConfig(), TELEGRAM_INSTALLATIONS: shares })
        .perSecond;
    expect([perSecond(1), perSecond(2)]).toEqual([30, 15]);
  });

  it('a bot of two installations keeps each person in one database, and answers everybody', async () => {
    const { home, second, address, startHome, startSecond, isSet, joins } = await twoShards();
    await startSecond();
    await startHome([address]);
    await eventually(() => isSet());
    const people: Person[] = [];
    for (let place = 0; place < PEOPLE; place += 1) people.push(await joins(`Person ${place}`));

    await Promise.all(people.map(isAnswered));
    await Promise.all(people.map((person) => person.sends('once more')));
    await Promise.all(people.map((person) => person.sees('1: once more')));

    const [there, here] = [await idsIn(second), await idsIn(home)];
    expect([...here, ...there].toSorted()).toEqual(people.map(({ id }) => id).toSorted());
    expect(Math.min(here.length, there.length)).toBeGreaterThan(0);
    const routed = await home.admin.query<{ id: number; shard: string }>(
      'SELECT telegram_id::float8 AS id, shard FROM bot.person_shard',
    );
    expect(
      routed
        .filter(({ shard }) => shard === 'second')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(there.toSorted());
    expect(await second.admin.query('SELECT FROM bot.person_shard')).toEqual([]);
  });

  it('a bot of two installations loses nothing that people write while one installation is away, and meanwhile serves the people of the other', async () => {
    const { home, second, address, startHome, startSecond, isSet, joins } = await twoShards();
    await startHome([address]);
    await eventually(() => isSet());
    const [anna, boris] = [await joins('Анна'), await joins('Борис')];
    await home.admin.query(`INSERT INTO bot.person_shard (telegram_id, shard) VALUES ($1, 'second'), ($2, 'home')`, [
      anna.id,
      boris.id,
    ]);

    await anna.sends('/start');
    await isAnswered(boris);
    await startSecond();

    await anna.sees(/turn 0/);
    expect([await idsIn(home), await idsIn(second)]).toEqual([[boris.id], [anna.id]]);
  });

  it('people from before the shards stay where they are, and one more shard moves nobody', async () => {
    const { home, startHome, isSet, joins } = await twoShards();
    const before = await startHome([]);
    await eventually(() => isSet());
    const anna = await joins('Анна');
    await isAnswered(anna);
    expect(await home.admin.query('SELECT FROM bot.person_shard')).toEqual([]);
    await before.stop();
    const store = new PersonShardStore(home.database);

    expect(await store.shardOf(anna.id as never, 'second')).toBe('home');
    expect(
      await Promise.all([1, 2, 3, 4].map((n) => store.shardOf(7_000_001 as never, n % 2 ? 'second' : 'third'))),
    ).toEqual(Array(4).fill(await store.shardOf(7_000_001 as never, 'fourth')));
  });

  it('a bot does not start when people live in another installation that the settings do not name', async () => {
    const { home, startHome, address } = await twoShards();
    await home.admin.query(`INSERT INTO bot.person_shard (telegram_id, shard) VALUES (7000001, 'home')`);
    await (await startHome([])).stop();
    await home.admin.query(`INSERT INTO bot.person_shard (telegram_id, shard) VALUES (7000002, 'second')`);

    await expect(startHome([])).rejects.toThrow('TELEGRAM_SHARDS is empty, and people live in second');
    await expect(startHome([address])).resolves.toBeDefined();
  });

  it('an update that another installation has passed on is stored here, and passed on no further', async () => {
    const { home, address, startHome, isSet, url } = await twoShards();
    await startHome([address]);
    await eventually(() => isSet());
    const writer = 7_000_001;
    await home.admin.query(`INSERT INTO bot.person_shard (telegram_id, shard) VALUES ($1, 'second')`, [writer]);

    expect(await posted(url, writer)).toBe(503); // the second installation does not run at all
    expect(await posted(url, writer, { 'x-aisha-passed-on': '1' })).toBe(200);
    expect(await home.admin.query('SELECT FROM bot.telegram_update')).toHaveLength(1);
  });

  it('an installation that does not answer gets eight updates at a time at most, and Telegram is asked to bring all of its updates again', async () => {
    const passedOn: (string | undefined)[] = [];
    const deaf = createServer((request) => void passedOn.push(request.headers['x-aisha-passed-on'] as string));
    await new Promise<void>((listening) => deaf.listen(0, '127.0.0.1', listening));
    afterThisTest(async () => {
      deaf.closeAllConnections();
      await new Promise((closed) => deaf.close(closed));
    });
    const { home, startHome, isSet, url } = await twoShards();
    await startHome([`second=http://127.0.0.1:${(deaf.address() as AddressInfo).port}/`]);
    await eventually(() => isSet());
    const writer = 7_000_001;
    await home.admin.query(`INSERT INTO bot.person_shard (telegram_id, shard) VALUES ($1, 'second')`, [writer]);

    const answers = await Promise.all(Array.from({ length: 12 }, () => posted(url, writer)));

    expect(answers).toEqual(Array(12).fill(503));
    expect(passedOn).toEqual(Array(8).fill('1'));
  });

  it('an installation credits Stars of Telegram’s list that its own updates reported, and none whose payer lives elsewhere or is unknown', async () => {
    const { database, admin, fixtures } = await onPostgres('bot');
    const accounts = new BillingAccounts(new Outbox('bot'));
    const config = { ...new ShardsConfig(), TELEGRAM_INSTALLATIONS: 2 };
    const store = new StarTransactionStore(database, new PersonStore(accounts), accounts, config);
    const moved = await fixtures.person();
    await admin.query(`INSERT INTO bot.person_shard (telegram_id, shard) VALUES ($1, 'second')`, [moved.telegramId]);
    const paid = (chargeId: string, telegramId: number): ToldStars => ({
      chargeId,
      kind: 'payment',
      telegramId: telegramId as TelegramId,
      payload: 'pack',
      commission: 0,
      providerChargeId: null,
      subscribedUntil: null,
      beginsSubscription: null,
      currency: 'XTR',
      amount: 10,
      payer: { telegramId: telegramId as TelegramId, firstName: 'Анна', username: null, languageCode: 'ru' },
    });
    const told = paid('told', 7_000_009);
    await admin.query(insertTold('$1'), [toldRows([told])]);

    await store.confirm([paid('elsewhere', moved.telegramId), told, paid('untold', 7_000_008)], 3);

    expect((await store.open()).map(({ chargeId, isConfirmed }) => [chargeId, isConfirmed])).toEqual([['told', true]]);
  });

  it('the payer of a bot is answered, and the Stars are credited, where the payer lives, though each installation reads the list with everybody’s Stars', async () => {
    const { home, second, address, startHome, startSecond, isSet, joins, telegram, token } = await twoShards();
    await startHome([address]);
    await startSecond();
    await eventually(() => isSet());
    const anna = await joins('Анна');
    await home.admin.query(`INSERT INTO bot.person_shard (telegram_id, shard) VALUES ($1, 'second')`, [anna.id]);
    await isAnswered(anna);
    const api = new TelegramApi({ token, apiRoot: telegram.url });
    const invoice = { title: 'Credits', description: 'A pack', payload: ECHO_INVOICE, provider_token: '' };
    const price = { currency: 'XTR', prices: [{ label: 'Credits', amount: 10 }] };
    await api.call('sendInvoice', { chat_id: anna.id, ...invoice, ...price });
    await second.admin.query(
      `INSERT INTO bot.erasure (id, user_id, asked_by, forfeits) SELECT gen_random_uuid(), user_id, 'person', true FROM bot.person`,
    );
    expect(await anna.pays()).toEqual({ paid: false, reason: conversationTexts.ru.erasedPayer });
    await second.admin.query('DELETE FROM bot.erasure');
    expect(await anna.pays()).toMatchObject({ paid: true });

    const charges = ({ admin }: PostgresHarness) =>
      admin.query(`SELECT forwarded_at IS NOT NULL AS "isForwarded" FROM bot.star_transaction`);
    await eventually(async () => expect(await charges(second)).toEqual([{ isForwarded: true }]));
    await home.admin.query(
      `UPDATE bot.star_reconciliation SET due_at = now(), transactions_read = 0, finished_at = NULL`,
    );
    await eventually(async () =>
      expect(await home.admin.query('SELECT FROM bot.star_reconciliation WHERE finished_at IS NOT NULL')).toHaveLength(
        1,
      ),
    );
    expect(await charges(home)).toEqual([]);
  });
});
