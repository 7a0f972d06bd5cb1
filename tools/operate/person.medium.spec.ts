import { describe, expect, it } from '@jest/globals';
import { OperatorActs, type OperatorAct } from '@aisha/database';
import type { PersonCard } from '@aisha/database/people';
import { credits } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { aisha } from './ran-command';

const setup = async () => {
  const postgres = await onPostgres('billing');
  const { fixtures, adminUrl } = postgres;
  const anna = await fixtures.person({ firstName: 'Анна Мария', username: 'Anna_M' });
  const hanna = await fixtures.person({ firstName: 'Ханна', username: null });
  await fixtures.account({ userId: anna.userId, credits: 20 });
  const run = (...words: string[]) => aisha({ MIGRATE_DATABASE_URL: adminUrl }, ...words);
  return { postgres, fixtures, anna, hanna, run };
};

describe('aisha person', () => {
  it('aisha person finds a person by any of their names, shows what they have, paid and ordered, and nothing that they wrote', async () => {
    const { postgres, fixtures, anna, run } = await setup();
    const { userId } = anna;
    const { orderId } = await fixtures.hold({ userId });
    await fixtures.generation({ orderId, userId, prompt: 'на берегу моря' });
    const ended = {
      status: 'captured',
      delivered: 1,
      deliveredOf: 1,
      settledAt: new Date(),
      captured: credits(3),
    } as const;
    await fixtures.hold({ userId, kind: 'upscale', ...ended });
    const by = { actId: newId<string>(), operator: 'command:nina', reason: 'charged twice' };
    await postgres.database.transaction((tx) =>
      new OperatorActs('billing').record(tx, by, { act: 'give-credits', userId }, async () => ({ outcome: 'done' })),
    );

    for (const name of [String(anna.telegramId), userId, '@anna_m', 'мар', 'АННА МАР']) {
      const { code, text } = await run('person', name, '--json');
      expect([name, code]).toEqual([name, 0]);
      const { person, balance, orders, lastOrders, acts } = JSON.parse(text) as PersonCard & { acts: OperatorAct[] };
      expect(person).toMatchObject({ userId, telegramId: anna.telegramId, username: 'Anna_M' });
      expect(balance).toMatchObject({ debt: 0 });
      expect(orders.toSorted((one, other) => one.kind.localeCompare(other.kind))).toEqual([
        { kind: 'generation', open: 1, delivered: 0, undelivered: 0 },
        { kind: 'upscale', open: 0, delivered: 1, undelivered: 0 },
      ]);
      expect(lastOrders).toHaveLength(2);
      expect(acts).toMatchObject([{ act: 'give-credits', reason: 'charged twice' }]);
      expect(text).not.toContain('берегу');
    }
    await postgres.admin.query(
      `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, currency, card_amount, credited)
       VALUES ('card:1', $1, 'small-1', 0, 'EUR', 299, 1)`,
      [userId],
    );
    expect((await run('person', '@anna_m')).text).toMatch(
      /credits: [^]*^paid: 0 payments, 0 Stars, 2\.99 EUR[^]*What operators did:[^]*nina/m,
    );
  });

  it('aisha person lists the people who have the same name, and says when nobody has it', async () => {
    const { fixtures, run } = await setup();
    await fixtures.person({ firstName: 'анна', username: null });

    expect(await run('person', 'анна')).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^.*анна[^]*2 in all\n$/i),
    });
    for (const nobody of ['@nobody', '1', newId<string>(), "'); DROP TABLE", '🦄'])
      expect(await run('person', nobody)).toMatchObject({ code: 1, text: expect.stringContaining('no such person') });
    expect(await run('person')).toMatchObject({ code: 1 });
  });
});

describe('aisha acts', () => {
  it('aisha acts lists the audit in pages, also of one person and of one operator', async () => {
    const { postgres, anna, run } = await setup();
    const record = (operator: string, userId = anna.userId) =>
      postgres.database.transaction((tx) =>
        new OperatorActs('billing').record(
          tx,
          { actId: newId<string>(), operator, reason: 'why' },
          { act: 'give-credits', userId },
          async () => ({ outcome: 'done' }),
        ),
      );
    for (const operator of ['command:nina', 'telegram:7', 'command:nina']) await record(operator);
    await record('command:olga', newId());

    const first = await run('acts', '--limit', '3');
    const next = /--before (\S+)/.exec(first.text)![1]!;

    expect(first.text.split('\n')).toHaveLength(5);
    expect((await run('acts', '--before', next)).text).toContain('1 in all');
    expect((await run('acts', '--operator', 'nina')).text).toContain('2 in all');
    expect((await run('acts', '--operator', 'telegram:7')).text).toContain('1 in all');
    expect((await run('acts', '--person', '@anna_m')).text).toContain('3 in all');
    expect(await run('acts', '--person', '@nobody')).toMatchObject({ code: 1 });
  });
});
