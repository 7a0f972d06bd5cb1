import { describe, expect, it } from '@jest/globals';
import { centiCredits, type OrderId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { register } from 'prom-client';
import { LedgerStore } from './ledger.store';
import { capture, hold, purchase, type Posting } from './posting';

const setup = async () => {
  const postgres = await onPostgres('billing');
  const { userId } = await postgres.fixtures.account({ credits: 10 });
  const ledger = new LedgerStore();
  const order = { orderId: newId<OrderId>(), userId, kind: 'generation' as const };
  return {
    postgres,
    userId,
    order,
    post: (posting: Posting) => postgres.database.transaction((tx) => ledger.post(tx, posting)),
  };
};

describe('the ledger', () => {
  it('the ledger writes both lines of a posting, and the balance that they add up to', async () => {
    const { postgres, post, order, userId } = await setup();

    const { transactionId, isNew, balance } = await post(hold(order, centiCredits(450)));

    expect({ isNew, balance }).toEqual({ isNew: true, balance: { available: 550n, held: 450n, debt: 0n } });
    expect(await postgres.balanceOf(userId)).toEqual({ available: 5.5, held: 4.5 });
    expect(
      await postgres.admin.query(
        'SELECT account, amount::int FROM billing.entry WHERE transaction_id = $1 ORDER BY line',
        [transactionId],
      ),
    ).toEqual([
      { account: 'user-available', amount: -450 },
      { account: 'user-held', amount: 450 },
    ]);
  });

  it('the metric of moved credits counts a repeated posting once, under its type', async () => {
    const { post, order } = await setup();
    const held = async () =>
      (await register.getSingleMetric('aisha_credits_moved_total')!.get()).values.find(
        ({ labels }) => labels['type'] === 'hold',
      )!.value;
    const before = await held();

    await post(hold(order, centiCredits(450)));
    await post(hold(order, centiCredits(450)));

    expect(await held()).toBe(before + 4.5);
  });

  it('the ledger posts nothing when the row that belongs to the posting is not written', async () => {
    const { postgres, order, userId } = await setup();
    const noRow = {
      statement: 'UPDATE billing.credit_hold SET units = units WHERE false RETURNING order_id',
      parameters: [],
    };

    const written = postgres.database.transaction((tx) =>
      new LedgerStore().postWith(tx, userId, [hold(order, centiCredits(450))], noRow),
    );

    await expect(written).rejects.toMatchObject({ code: 'idempotency-conflict', facts: { userId } });
    expect(await postgres.balanceOf(userId)).toEqual({ available: 10, held: 0 });
  });

  it('the ledger keeps sums beyond the exact range of a JavaScript number', async () => {
    const { postgres, post, userId } = await setup();
    const huge = 9_007_199_254_740_993n; // 2^53 + 1

    await post(purchase(userId, centiCredits(huge), 'small-1', 'charge'));

    expect(await postgres.admin.query('SELECT available FROM billing.account')).toEqual([
      { available: String(huge + 1000n) },
    ]);
  });

  it('for a repeated posting the ledger returns the first one, and moves no credits', async () => {
    const { postgres, post, order, userId } = await setup();
    const first = await post(hold(order, centiCredits(450)));

    const second = await post(hold(order, centiCredits(450)));

    expect(second).toEqual({ ...first, isNew: false });
    expect(await postgres.balanceOf(userId)).toEqual({ available: 5.5, held: 4.5 });
  });

  it.each<[string, (posting: Posting) => Posting]>([
    ['amount', (posting) => ({ ...posting, amount: centiCredits(451) })],
    ['direction', (posting) => ({ ...posting, from: 'platform-gifts', to: 'user-held' })],
    ['order', (posting) => ({ ...posting, orderId: newId<OrderId>() })],
    ['type', (posting) => ({ ...posting, type: 'correction' })],
  ])('the ledger refuses a key that was used for a posting with another %s', async (_, change) => {
    const { postgres, post, order, userId } = await setup();
    const posting = hold(order, centiCredits(450));
    await post(posting);

    await expect(post(change(posting))).rejects.toMatchObject({
      code: 'idempotency-conflict',
      facts: { key: posting.idempotencyKey },
    });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 5.5, held: 4.5 });
  });

  it('the ledger never takes an account below zero', async () => {
    const { postgres, post, order, userId } = await setup();

    await expect(post(hold(order, centiCredits(1001)))).rejects.toMatchObject({ code: 'not-enough-credits' });
    await expect(post(capture(order, centiCredits(1)))).rejects.toMatchObject({ code: 'not-enough-credits' });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 10, held: 0 });
  });

  it('a refusal of the database for another reason than a lack of credits is passed on as it is', async () => {
    const { postgres, post, order, userId } = await setup();
    const badRow = {
      statement: `INSERT INTO billing.price VALUES ('picture', now(), -1) RETURNING item`,
      parameters: [],
    };
    await postgres.admin.query('GRANT INSERT ON billing.price TO aisha_billing');

    const written = postgres.database.transaction((tx) => new LedgerStore().postWith(tx, userId, [], badRow));
    await expect(written).rejects.toThrow('violates check constraint');
    await postgres.admin.query('REVOKE INSERT ON billing.entry FROM aisha_billing');
    await expect(post(hold(order, centiCredits(450)))).rejects.toThrow('permission denied');
  });

  it('the ledger makes no posting of zero credits or fewer', async () => {
    const { post, order } = await setup();

    await expect(post(hold(order, centiCredits(0)))).rejects.toThrow(RangeError);
    await expect(post(hold(order, centiCredits(-5)))).rejects.toThrow(RangeError);
  });

  it('not even billing can change an entry of the ledger, or delete a transaction or a hold', async () => {
    const { postgres } = await setup();

    await expect(postgres.database.read.query('UPDATE billing.entry SET amount = 1')).rejects.toThrow(
      'permission denied',
    );
    await expect(postgres.database.read.query('DELETE FROM billing.transaction')).rejects.toThrow('permission denied');
    await expect(postgres.database.read.query('DELETE FROM billing.credit_hold')).rejects.toThrow('permission denied');
  });

  it('the gateway cannot write the balances of accounts', async () => {
    const { postgres } = await setup();
    const gateway = await postgres.as('bot');

    await expect(gateway.read.query('UPDATE billing.account SET available = 1000000')).rejects.toThrow(
      'permission denied',
    );
  });
});
