import { describe, expect, it } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres, type PostgresHarness } from '@aisha/testing';
import { menuTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { html } from '../conversation';
import { BroadcastStore } from './broadcast.store';
import { messageWith } from './content';
import { Deliveries } from './deliveries';
import { DeliveryStore } from './delivery.store';

const NEWS = { ru: messageWith(html`новости`), en: messageWith(html`news`), de: messageWith(html`Neues`) };

/** Begins a broadcast to everybody, including people who join while it runs. */
const begins = ({ database }: Pick<PostgresHarness, 'database'>, store: BroadcastStore) =>
  database.transaction(async (tx) => {
    const id = newId<string>();
    await store.draft(tx, { id, content: NEWS, texts: {}, segment: {} });
    await store.start(tx, id, null);
  });

/** A real Postgres in which the bot signs in as its own role, with people, half of whom speak English. */
const setup = async (people: number) => {
  const postgres = await onPostgres('bot');
  const store = new BroadcastStore(postgres.database);
  const come = (from: number, to: number) =>
    postgres.admin.query(
      `INSERT INTO bot.person (user_id, telegram_id, first_name, language)
       SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, n, 'P', CASE WHEN n % 2 = 0 THEN 'en' ELSE 'ru' END
       FROM generate_series($1::int, $2::int) n`,
      [from, to],
    );
  await come(1, people);
  await begins(postgres, store);
  const open = async () => {
    const [row] = await postgres.admin.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM bot.delivery WHERE status = 'pending'`,
    );
    return row!.count;
  };
  const sent = () => postgres.admin.query(`UPDATE bot.delivery SET status = 'sent'`);
  return { postgres, store, come, open, sent };
};

describe('a broadcast', () => {
  it('deliveries are looked for while a broadcast runs or is to begin, and no longer once it is over', async () => {
    const { postgres, store } = await setup(1);
    const isAny = async (change: string): Promise<boolean> => {
      await postgres.admin.query(`UPDATE bot.broadcast SET ${change}`);
      return store.isAnyToFeed();
    };
    expect(await store.isAnyToFeed()).toBe(true);
    expect(await isAny(`state = 'scheduled', begins_at = now() + interval '1 day', finished_at = 'infinity'`)).toBe(
      true,
    );
    expect(await isAny(`state = 'paused', begins_at = NULL`)).toBe(false);
    expect(await isAny(`state = 'running', finished_at = NULL`)).toBe(true);
    while ((await store.feed()) > 0);

    expect(await store.isAnyToFeed()).toBe(false);
  });

  it('a broadcast never has more than a few hundred open messages, and reaches everybody who has not blocked the bot once, in their language', async () => {
    const { postgres, store, come, open, sent } = await setup(950);
    await postgres.admin.query('UPDATE bot.person SET blocked_at = now() WHERE telegram_id = 7');
    const most: number[] = [];

    for (let round = 0; round < 20; round += 1) {
      await Promise.all([store.feed(), store.feed()]); // two replicas at the same time
      if (round === 1) await come(951, 1_000);
      most.push(await open());
      if (round % 2) await sent();
    }

    expect(Math.max(...most)).toBeLessThanOrEqual(600);
    const shown = await postgres.admin.query<{ language: string; markup: string; count: number }>(
      `SELECT language, content->>'markup' AS markup, count(*)::int AS count, count(DISTINCT chat_id)::int AS people
       FROM bot.delivery JOIN bot.person USING (user_id) WHERE class = 'broadcast' GROUP BY 1, 2 ORDER BY 1`,
    );
    expect(shown).toEqual([
      { language: 'en', markup: 'news', count: 500, people: 500 },
      { language: 'ru', markup: 'новости', count: 499, people: 499 },
    ]);
    expect(await postgres.admin.query('SELECT FROM bot.broadcast WHERE finished_at IS NULL')).toEqual([]);
  });

  it('a broadcast that was drafted before the bot spoke a language reaches who speaks it in English, and goes on to the others', async () => {
    const { postgres, store } = await setup(3);
    await postgres.admin.query(`UPDATE bot.broadcast SET content = content - 'ru'`);

    while ((await store.feed()) > 0);

    const shown = await postgres.admin.query(`SELECT content->>'markup' AS markup FROM bot.delivery ORDER BY id`);
    expect(shown).toEqual([{ markup: 'news' }, { markup: 'news' }, { markup: 'news' }]);
    expect(await store.isAnyToFeed()).toBe(false);
  });

  it('a broadcast writes no more deliveries while enough of its deliveries are open', async () => {
    const { store, open } = await setup(1_000);

    for (let round = 0; round < 5; round += 1) await store.feed();

    expect(await open()).toBe(200);
  });

  it('a message of a broadcast is dropped when its sender dies, and a notice about the deletion of files is sent again', async () => {
    const { postgres, store } = await setup(1);
    await store.feed();
    const [anna] = await postgres.admin.query<{ userId: UserId }>('SELECT user_id AS "userId" FROM bot.person');
    await postgres.database.transaction((tx) =>
      new Deliveries().add(tx, anna!.userId, messageWith(html`your files go`), { class: 'broadcast' }),
    );
    await postgres.admin.query(`UPDATE bot.delivery SET status = 'sending', lease_until = now() - interval '1 s'`);

    await new DeliveryStore(postgres.database).recover();

    expect(await postgres.admin.query('SELECT status, content FROM bot.delivery ORDER BY id')).toEqual([
      { status: 'dropped', content: expect.objectContaining({ markup: 'новости' }) },
      { status: 'pending', content: expect.objectContaining({ markup: 'your files go' }) },
    ]);
  });

  it('a broadcast that began while no replica ran is sent by the next replica that starts', async () => {
    const { joins, replica, postgres } = await botHarness();
    const first = await replica();
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    await first.stop();
    await begins(postgres, new BroadcastStore(postgres.database));

    await replica();

    await anna.sees('новости');
  });
});
