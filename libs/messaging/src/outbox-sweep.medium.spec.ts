import { describe, expect, it } from '@jest/globals';
import { Logger, newId } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres } from '@aisha/testing';
import { forgetOldMessages } from './forget-old-messages';
import { outboxAbandoned } from './metrics';
import { OutboxSweep } from './outbox-sweep';
import { QueueBackend } from './queue-backend';
import { MESSAGING_TIMINGS } from './timings';

/** bot-gateway's outbox and a queue nobody works on. Rows are as old as a test needs them. */
const setup = async () => {
  const world = await onPostgres('bot');
  const queues = await QueueBackend.open({ DATABASE_URL: world.url }, Logger.silent());
  afterThisTest(() => queues.close());
  const sweep = new OutboxSweep(world.database, 'bot', queues, Logger.silent(), MESSAGING_TIMINGS);
  const forget = () => forgetOldMessages(world.database, 'bot', Logger.silent(), MESSAGING_TIMINGS.keepMs);
  const left = async (age: string, published: string | null = null) => {
    const id = newId<string>();
    await world.admin.query(
      `INSERT INTO bot.outbox (id, receiver, job, payload, created_at, published_at)
       VALUES ($1, 'billing', 'open-account', '{}', now() - $2::interval, now() - $3::interval)`,
      [id, age, published],
    );
    return id;
  };
  const kept = async () => (await world.admin.query<{ id: string }>('SELECT id FROM bot.outbox')).map(({ id }) => id);
  const abandoned = async () => (await outboxAbandoned.get()).values.find(({ labels }) => labels.schema === 'bot');
  return { world, queues, sweep, forget, left, kept, abandoned };
};

describe('a message that nobody handles', () => {
  it('is published again for a week, then left alone and counted for an operator', async () => {
    const { queues, sweep, left, kept, abandoned } = await setup();
    await left('6 days', '1 hour');
    const tooOld = await left('8 days', '1 hour');
    await sweep.round();

    await eventually(async () => expect(await queues.depth('billing')).toMatchObject({ waiting: 1 }));
    expect(await kept()).toContain(tooOld);
    expect(await abandoned()).toMatchObject({ value: 1 });
  });

  it('is published however old it is, when it never was', async () => {
    const { queues, sweep, left } = await setup();
    await left('8 days');
    await sweep.round();

    await eventually(async () => expect(await queues.depth('billing')).toMatchObject({ waiting: 1 }));
  });

  it('goes like any other when its receiver comes back after all', async () => {
    const { world, sweep, left, kept, abandoned } = await setup();
    const id = await left('8 days', '1 hour');
    await sweep.round();
    await world.admin.query(`INSERT INTO billing.handled (message_id, job) VALUES ($1, 'open-account')`, [id]);
    await sweep.round();

    expect(await kept()).toEqual([]);
    await sweep.round();
    expect(await abandoned()).toMatchObject({ value: 0 });
  });

  it('is forgotten with everything else of its age', async () => {
    const { forget, left, kept } = await setup();
    await left('31 days', '24 days');
    const unpublished = await left('31 days');
    const younger = await left('29 days', '22 days');
    await forget();

    expect((await kept()).sort()).toEqual([unpublished, younger].sort());
  });
});

describe('a message that was given up', () => {
  it('is kept until somebody decides, and a month longer for the record', async () => {
    const { world, forget } = await setup();
    const dead = (id: string, resolved: string | null, age: string | null) =>
      world.admin.query(
        `INSERT INTO bot.dead_letter (message_id, job, payload, code, facts, attempts, died_at, resolved, resolved_at)
         VALUES ($1, 'fetch-file', '{}', 'unexpected', '{}', 5, now() - interval '90 days', $2, now() - $3::interval)`,
        [id, resolved, age],
      );
    await dead('undecided', null, null);
    await dead('lately', 'retried', '29 days');
    await dead('long ago', 'dropped', '31 days');
    await forget();

    expect(await world.admin.query('SELECT message_id AS id FROM bot.dead_letter ORDER BY id')).toEqual([
      { id: 'lately' },
      { id: 'undecided' },
    ]);
  });
});
