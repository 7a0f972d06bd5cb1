import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { DayNumbersReader } from './day-numbers.reader';
import { PersonCardReader } from './person-card.reader';
import { PersonSearchReader } from './person-search.reader';

/** Thirty thousand people, of whom a third are called Мария with a number, and the others Пётр. */
const manyPeople = async () => {
  const postgres = await onPostgres('bot');
  await postgres.admin.query(
    `INSERT INTO bot.person (user_id, telegram_id, first_name, username, language)
     SELECT gen_random_uuid(), 700000000 + n, CASE WHEN n % 3 = 0 THEN 'Мария ' || n ELSE 'Пётр ' || n END, 'user_' || n, 'ru' FROM generate_series(1, 30000) n`,
  );
  await postgres.admin.query('ANALYZE bot.person');
  return postgres;
};

describe('people as operators see them', () => {
  it('the gateway’s login can read what operators see of a person', async () => {
    const { database, fixtures } = await onPostgres('bot');
    const { userId } = await fixtures.person();
    await fixtures.account({ userId, credits: 7 });

    const card = await new PersonCardReader(database).find(userId);

    expect(card).toMatchObject({
      person: { userId },
      consent: null,
      balance: { available: 7, held: 0, debt: 0 },
      paid: { payments: 0, stars: 0, refunds: 0, lastAt: null },
      orders: [],
      files: { files: 0, bytes: 0 },
      avatars: { all: 0, ready: 0, stopped: 0 },
    });
  });

  it('payments of a subscription count as payments, on the card of a person and in the numbers of the day', async () => {
    const { database, admin, fixtures } = await onPostgres('bot');
    const { userId } = await fixtures.person();
    await fixtures.account({ userId, credits: 30 });
    for (const [type, charge, stars] of [
      ['purchase', 'stx1', 100],
      ['subscription', 'stx2', 250],
    ] as const) {
      await admin.query(
        `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited) VALUES ($1, $2, 'small-1', $3, 1)`,
        [charge, userId, stars],
      );
      await admin.query(
        `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key)
         VALUES (uuidv7(), $1, $2, 1, '', 'purchase:' || $3)`,
        [type, userId, charge],
      );
    }

    const card = await new PersonCardReader(database).find(userId);
    const { sold } = await new DayNumbersReader(database).read();

    expect(card).toMatchObject({ paid: { payments: 2, stars: 350, refunds: 0 }, lastPayment: 'stx2' });
    expect(sold).toEqual({ paying: 1, payments: 2, stars: 350 });
    // All its credits were spent, so that nothing but a debt was posted.
    await admin.query(`INSERT INTO billing.refund (telegram_payment_charge_id, taken, owed) VALUES ('stx2', 0, 1)`);
    expect(await new PersonCardReader(database).find(userId)).toMatchObject({
      paid: { payments: 2, refunds: 1 },
      lastPayment: 'stx1',
    });
  });

  it('what a person paid by card is told as money of its currency, and not as Stars', async () => {
    const { database, admin, fixtures } = await onPostgres('bot');
    const { userId } = await fixtures.person();
    await fixtures.account({ userId });
    for (const [charge, currency, amount] of [
      ['card:1', 'EUR', 299],
      ['card:2', 'EUR', 999],
      ['card:3', 'JPY', 400],
    ] as const)
      await admin.query(
        `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, currency, card_amount, credited)
         VALUES ($1, $2, 'small-1', 0, $3, $4, 1)`,
        [charge, userId, currency, amount],
      );

    const card = await new PersonCardReader(database).find(userId);

    const byCard = [
      { currency: 'EUR', amount: 1_298 },
      { currency: 'JPY', amount: 400 },
    ];
    expect(card).toMatchObject({ paid: { stars: 0, byCard } });
  });

  it('a search for a frequent name gives twenty people and says that there are more', async () => {
    const { database } = await manyPeople();
    const search = new PersonSearchReader(database);

    const { people, hasMore } = await search.find('мар', { limit: 20 });
    expect([people.length, hasMore]).toEqual([20, true]);
    expect((await search.find('мария 29979')).people).toMatchObject([{ firstName: 'Мария 29979' }]);
    expect((await search.find('@USER_29')).people).toMatchObject([{ username: 'user_29' }]);
  });

  it.each([
    ['the beginning of many names', 'мар', ['person_by_beginning']],
    ['the beginning of a few names', 'мария 299', ['person_by_beginning']],
    ['words of a name in another order', '29979 мар', ['person_by_beginning', 'person_by_name']],
    ['a name of Telegram', '@user_29', ['person_by_username']],
  ])('people are found by an index, without reading everybody’s rows: by %s', async (_by, asked, indexes) => {
    const { database, admin } = await manyPeople();
    const statements: { sql: string; parameters: readonly unknown[] }[] = [];
    const ignore = (): void => {};
    database.dataSource.setOptions({
      logging: ['query'],
      logger: {
        logQuery: (sql, parameters: unknown[] = []) => void statements.push({ sql, parameters }),
        ...{ logQueryError: ignore, logQuerySlow: ignore, logSchemaBuild: ignore, logMigration: ignore, log: ignore },
      },
    });

    expect((await new PersonSearchReader(database).find(asked)).people).not.toEqual([]);

    const plans = await Promise.all(
      statements.map(({ sql, parameters }) => admin.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, [...parameters])),
    );
    const lines = plans.map((plan) => plan.map((line) => line['QUERY PLAN']).join('\n'));
    expect(lines).toEqual(indexes.map((index) => expect.stringContaining(index)));
    expect(lines.join('\n')).not.toContain('Seq Scan');
  });
});
