import { describe, expect, it } from '@jest/globals';
import { eventually, onPostgres, readableLog, statementsOf, type PostgresHarness } from '@aisha/testing';
import { menuTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { PollingLeaseStore } from './polling-lease.store';

const lapses = (admin: PostgresHarness['admin']) => admin.query(`UPDATE bot.polling_lease SET ends_at = now()`);
const holders = (admin: PostgresHarness['admin']) =>
  admin.query(`SELECT replica, ends_at > now() AS holds FROM bot.polling_lease`);

describe('the polling lease', () => {
  it('one replica has the polling lease and renews it, until the lease lapses or is given back', async () => {
    const { database, admin } = await onPostgres('bot');
    const [one, other] = ['one', 'other'].map((replica) => new PollingLeaseStore(database, { name: replica })) as [
      PollingLeaseStore,
      PollingLeaseStore,
    ];

    expect([await one.take(), await other.take(), await one.take()]).toEqual([true, false, true]);
    await lapses(admin);
    expect([await other.take(), await one.take()]).toEqual([true, false]);
    await one.release(); // gives back only a lease of its own, so this does nothing
    expect(await one.take()).toBe(false);
    await other.release();
    expect(await one.take()).toBe(true);
    expect(await holders(admin)).toEqual([{ replica: 'one', holds: true }]);
  });

  it('a renewal moves the end of the polling lease to a later time', async () => {
    const { database, admin } = await onPostgres('bot');
    const lease = new PollingLeaseStore(database, { name: 'one' });
    await lease.take();
    await admin.query(`UPDATE bot.polling_lease SET ends_at = now() + interval '1 s'`);

    await lease.take();

    expect(await admin.query(`SELECT ends_at > now() + interval '5 s' AS lasts FROM bot.polling_lease`)).toEqual([
      { lasts: true },
    ]);
  });

  it('a process that replaces a killed one under the same name gets the polling lease at once; of two running processes with one name only one gets it', async () => {
    const { database, admin } = await onPostgres('bot');
    const [killed, inItsPlace] = [1, 2].map(() => new PollingLeaseStore(database, { name: 'pod-1:3000' })) as [
      PollingLeaseStore,
      PollingLeaseStore,
    ];
    await killed.take();

    expect(await inItsPlace.take()).toBe(true);
    expect([await killed.take(), await inItsPlace.take(), await killed.take()]).toEqual([false, true, false]);
    await lapses(admin);
    expect(await killed.take()).toBe(true);
  });

  it('replicas that wait for the polling lease write nothing', async () => {
    const { database, admin } = await onPostgres('bot');
    await new PollingLeaseStore(database, { name: 'one' }).take();
    const version = () => admin.query('SELECT xmin::text, xmax::text, ctid::text FROM bot.polling_lease');
    const before = await version();

    expect(await new PollingLeaseStore(database, { name: 'other' }).take()).toBe(false);

    expect(await version()).toEqual(before); // a lock would have changed the row's version
  });

  it('the polling lease passes to another replica when a replica stops, and no update that comes meanwhile is lost', async () => {
    const { joins, replica, postgres } = await botHarness();
    const first = await replica({ replica: 'first' });
    await eventually(async () => expect(await holders(postgres.admin)).toEqual([{ replica: 'first', holds: true }]));
    await replica({ replica: 'second' });
    const anna = await joins('Анна');

    await first.stop();
    expect(await holders(postgres.admin)).not.toEqual([{ replica: 'first', holds: true }]);
    await anna.sends('/start');

    await anna.sees(saying(menuTexts.ru.menu));
    expect(await holders(postgres.admin)).toEqual([{ replica: 'second', holds: true }]);
  });

  it('the polling lease outlives a renewal that fails', async () => {
    const { joins, replica, postgres } = await botHarness();
    const { log, lines } = readableLog();
    await replica({ log });
    await eventually(() => expect(lines('polling.started')).toHaveLength(1));

    await postgres.admin.query('REVOKE UPDATE ON bot.polling_lease FROM aisha_bot');
    await eventually(() => expect(lines('polling.renewal.failed').length).toBeGreaterThan(0), { timeoutMs: 20_000 });
    await postgres.admin.query('GRANT UPDATE ON bot.polling_lease TO aisha_bot');
    const anna = await joins('Анна');
    await anna.sends('/start');

    await anna.sees(saying(menuTexts.ru.menu));
    expect(lines('polling.lease-lost')).toEqual([]);
    expect(lines('polling.started')).toHaveLength(1);
  });

  it('polling stops while another replica has the lease, and goes on when that replica is gone', async () => {
    const { joins, replica, postgres } = await botHarness();
    const { log, lines } = readableLog();
    await replica({ replica: 'thought-dead', log });
    await eventually(async () => expect(await holders(postgres.admin)).toHaveLength(1));

    await postgres.admin.query(
      `UPDATE bot.polling_lease SET holder = gen_random_uuid(), replica = 'other', ends_at = now() + interval '1 hour'`,
    );

    await eventually(() => expect(lines('polling.lease-lost')).toHaveLength(1), { timeoutMs: 20_000 });
    const anna = await joins('Анна');
    await anna.sends('/start');
    // Telegram answers a poll at once, so after two more tries to take the lease a poll under way would have brought the update.
    const statements = statementsOf(postgres.database);
    const tries = () => statements.filter((one) => one.includes('INSERT INTO bot.polling_lease'));
    await eventually(() => expect(tries().length).toBeGreaterThanOrEqual(2), { timeoutMs: 20_000 });
    expect(await postgres.admin.query('SELECT 1 FROM bot.telegram_update')).toEqual([]);
    expect(await holders(postgres.admin)).toEqual([{ replica: 'other', holds: true }]);
    await lapses(postgres.admin);
    await anna.sees(saying(menuTexts.ru.menu));
    expect(lines('polling.started')).toHaveLength(2);
    expect(lines('polling.interrupted')).toEqual([]);
  });
});
