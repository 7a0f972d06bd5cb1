import { describe, expect, it } from '@jest/globals';
import type { Person } from '@aisha/fakes/telegram';
import { freePort } from '@aisha/embedded';
import { eventually, onPostgres, type PostgresHarness } from '@aisha/testing';
import { botHarness, type ReplicaParts } from '../../../spec/bot-harness';
import { ECHO_INVOICE, echoFeature } from '../../../spec/echo.feature';
import { RateLimits } from '../deliveries/rate-limits';
import type { EngineConfig } from '../settings/engine.config';
import { PersonShardStore } from './person-shard.store';
import { ShardsConfig } from '../settings/shards.config';
import { TelegramApi } from './telegram-api';

const SECRET = 'only-telegram-knows-these-32-characters';
const PATH = '/telegram/updates';
/** Enough that the chance of all of them being in one of two shards is one in a million. */
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
      shards: { TELEGRAM_SHARDS: shards, TELEGRAM_SHARES: 2 },
      starsEveryMs: 200,
    });
  const startSecond = () =>
    harness.replica({
      webhook: webhook(secondPort),
      database: second.database,
      shards: { TELEGRAM_SHARES: 2 },
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
  };
};

const idsIn = async ({ admin }: PostgresHarness): Promise<number[]> =>
  (await admin.query<{ id: number }>('SELECT telegram_id::float8 AS id FROM bot.person')).map(({ id }) => id);

const isAnswered = async (person: Person): Promise<void> => {
  await person.sends('/start');
  await person.sees(/turn 0/);
};

describe('a bot of two installations', () => {
  it('a bot of two installations has thirty calls a second, so each of them has fifteen', () => {
    const perSecond = (shares: number): number =>
      new RateLimits({ TELEGRAM_PACE: 1 } as EngineConfig, { ...new ShardsConfig(), TELEGRAM_SHARES: shares })
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

  it('a bot of two installations loses nothing of what comes while one of them is away, and serves the other one meanwhile', async () => {
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

  it('whoever came before there were shards stays, and one more shard moves nobody', async () => {
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

  it('the Stars of a bot are credited where the payer lives, though each installation reads the list of all', async () => {
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
