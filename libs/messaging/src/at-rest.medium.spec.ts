import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { HOUR_MS, type UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, statementsOf } from '@aisha/testing';
import { InboxServer } from './inbox-server';
import { serveInbox, type JobSetup } from './job-handler';
import { OutboxRelay } from './outbox-relay';
import { QueueBackend } from './queue-backend';
import { MESSAGING_TIMEOUTS } from './timeouts';

/** A process of bot-gateway whose looks for long jobs and for messages that were left behind rest for longer than a test. */
const resting = async () => {
  const postgres = await onPostgres('bot');
  const log = Logger.silent();
  const queues = await QueueBackend.open({ DATABASE_URL: postgres.url }, log);
  afterThisTest(() => queues.close());
  const timeouts = { ...MESSAGING_TIMEOUTS, measureEveryMs: 50, restAtMostMs: HOUR_MS, unpublishedAfterMs: 1 };
  const relay = new OutboxRelay(postgres.database, 'bot', queues, log, timeouts);
  const fetched: string[] = [];
  const job: JobSetup<object> = {
    handler: class {
      handle = async () => {};
    },
    attempts: 1,
    timeoutMs: 20_000,
  };
  const setups = Object.keys(botGatewayInbox.jobs).map((name) => [
    name,
    name === 'fetch-file' ? { ...job, long: { places: 1, ofOnePerson: 1 } } : job,
  ]);
  const server = new InboxServer({
    served: serveInbox(botGatewayInbox, { concurrency: 1 }, Object.fromEntries(setups) as never) as never,
    schema: 'bot',
    database: postgres.database,
    queues,
    relay,
    handlers: { build: async () => {}, of: () => ({ handle: async () => {} }) },
    log,
    timeouts,
  });
  const fetch = async ({ fileId }: { readonly fileId: string }) => void fetched.push(fileId);
  server.addHandler('fetch-file', fetch as never);
  afterThisTest(() => server.close());
  const statements = statementsOf(postgres.database);
  const sent = (what: string) => statements.filter((statement) => statement.includes(what)).length;
  relay.start();
  await new Promise<void>((resolve, reject) => server.listen((error) => (error ? reject(error as Error) : resolve())));
  const measurements = () => sent('"deadLetters"');
  const looks = () => [sent('"isEmpty"'), sent('SELECT DISTINCT job')];
  await eventually(() => measurements() > 2);
  return { postgres, queues, fetched, measurements, looks };
};

describe('a process at rest', () => {
  it('a process at rest looks for what others left behind only by its measurements', async () => {
    const { measurements, looks } = await resting();
    expect(looks()).toEqual([1, 1]); // those of its start

    const before = measurements();
    await eventually(() => measurements() > before + 3);

    expect(looks()).toEqual([1, 1]);
  });

  it('a process at rest publishes after its next measurement a message that a dead process left in the outbox', async () => {
    const { postgres, queues } = await resting();
    await postgres.admin.query(
      `INSERT INTO bot.outbox (id, receiver, job, payload, created_at)
       VALUES ($1, 'billing', 'open-account', '{}', now() - interval '1 hour')`,
      [newId<string>()],
    );

    await eventually(async () => expect(await queues.depth('billing')).toMatchObject({ waiting: 1 }));
  });

  it('a process at rest takes after its next measurement a long job that a dead process left waiting', async () => {
    const { postgres, fetched } = await resting();
    const nothing = { receiver: 'avatar-trainer' as const, job: 'check-photo', payload: {} };
    const job = message(botGatewayInbox, 'fetch-file', {
      userId: newId<UserId>(),
      fileId: 'a1',
      target: 'aisha/incoming/x',
      onStored: nothing,
      onFailed: nothing,
      overBudget: { atOnce: nothing, today: nothing },
    });
    await postgres.admin.query(
      `INSERT INTO bot.long_job (message_id, job, payload, owner, turn) VALUES ($1, 'fetch-file', $2, 'a', 1)`,
      [newId<string>(), JSON.stringify(job.payload)],
    );

    await eventually(() => expect(fetched).toEqual(['a1']));
  });

  it('a process at rest whose measurement fails looks itself', async () => {
    const { postgres, looks } = await resting();

    await postgres.admin.query('ALTER TABLE bot.dead_letter RENAME TO gone');

    await eventually(() => looks().every((count) => count > 1));
  });
});
