import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { PersonCardReader } from './person-card.reader';
import { PersonSearchReader } from './person-search.reader';

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

  it('a search for a frequent name gives twenty people and says that there are more; an index finds names', async () => {
    const { database, admin } = await onPostgres('bot');
    await admin.query(
      `INSERT INTO bot.person (user_id, telegram_id, first_name, username, language)
       SELECT gen_random_uuid(), 700000000 + n, CASE WHEN n % 3 = 0 THEN 'Мария ' || n ELSE 'Пётр ' || n END, 'user_' || n, 'ru' FROM generate_series(1, 30000) n`,
    );
    await admin.query('ANALYZE bot.person');
    const search = new PersonSearchReader(database);

    const { people, hasMore } = await search.find('мар', { limit: 20 });
    expect([people.length, hasMore]).toEqual([20, true]);
    expect((await search.find('мария 29979')).people).toMatchObject([{ firstName: 'Мария 29979' }]);
    expect((await search.find('@USER_29')).people).toMatchObject([{ username: 'user_29' }]);
    const plans = await admin.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT * FROM bot.person WHERE to_tsvector('simple', first_name) @@ to_tsquery('simple', '''мария'':* & ''2997'':*') LIMIT 200`,
    );
    expect(plans.map((line) => line['QUERY PLAN']).join('\n')).toContain('person_by_name');
  });
});
