import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import type { UserId } from '@aisha/domain';
import { ImageGeneration } from '@aisha/kinds/tables';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { jobContext } from '../job-context';
import { onPostgres } from './on-postgres';

describe('the database of a test', () => {
  it('the database of a test is its own: no test sees another’s rows', async () => {
    const [one, other] = await Promise.all([onPostgres('billing'), onPostgres('billing')]);
    await one.fixtures.account({ credits: 20 });

    expect(await other.admin.query('SELECT * FROM billing.account')).toEqual([]);
  });

  it('the database of a test is empty again when it has been given back', async () => {
    for (const userId of [newId<UserId>(), newId<UserId>()]) {
      const postgres = await onPostgres('billing');
      expect(await postgres.admin.tablesWith('-')).toEqual(['billing.price', 'bullmq.migration']);
      await postgres.fixtures.account({ userId, credits: 20 });
      await postgres.fixtures.generation({ state: 'waiting' });
      expect(await postgres.admin.tablesWith('-')).toEqual(
        expect.arrayContaining(['billing.account', 'billing.entry']),
      );
      await postgres.close();
    }
  });

  it('the database of a test has accounts and holds that its ledger explains', async () => {
    const postgres = await onPostgres('billing');
    const { userId } = await postgres.fixtures.account({ credits: 20 });
    await postgres.fixtures.hold({ userId, credits: 4.5 });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 15.5, held: 4.5 });
    expect(
      await postgres.admin.query(
        'SELECT account, sum(amount)::int AS amount FROM billing.entry GROUP BY account ORDER BY account',
      ),
    ).toEqual([
      { account: 'platform-gifts', amount: -2000 },
      { account: 'user-available', amount: 1550 },
      { account: 'user-held', amount: 450 },
    ]);
  });

  it('the database of a test fills in everything that a test does not set', async () => {
    const { fixtures, database } = await onPostgres('generator');
    await fixtures.person();
    await fixtures.training();
    await fixtures.transcription({ state: 'failed' });
    const { orderId } = await fixtures.generation({ state: 'waiting' });
    await fixtures.picture({ orderId });

    expect(await database.read.findOneByOrFail(ImageGeneration, { orderId })).toMatchObject({ state: 'waiting' });
  });

  it('the database of a test acts as the requested role', async () => {
    const { database } = await onPostgres('generator');

    await expect(
      database.read.query('INSERT INTO billing.account (user_id) VALUES (gen_random_uuid())'),
    ).rejects.toThrow('permission denied');
  });

  it('the database of a test runs a message once, however many contexts it has', async () => {
    const postgres = await onPostgres('bot');
    const outbox = new Outbox('bot');
    const open = message(billingInbox, 'open-account', { userId: newId<UserId>() });
    const run = () =>
      jobContext(postgres, { messageId: 'the-same' }).once(async (tx) => {
        await outbox.add(tx, open);
        return 'done';
      });

    expect((await Promise.all([run(), run(), run()])).filter(Boolean)).toEqual(['done']);
    expect(await postgres.outboxOf('bot')).toEqual([open]);
  });
});
