import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { Database, type Transaction } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { afterThisTest, onPostgres } from '@aisha/testing';
import { OncePerMessage } from './once-per-message';
import { Outbox } from './outbox';

/** Runs a handler on a server that waits for the disk, and tells whether its commit waited. */
const setup = async () => {
  const { admin, url } = await onPostgres('bot');
  const [{ name }] = (await admin.query('SELECT current_database() AS name')) as [{ name: string }];
  await admin.query(`ALTER DATABASE "${name}" SET synchronous_commit = 'local'`); // the servers of tests do not wait for the disk
  await admin.query('CREATE TABLE public.commits (waits text)');
  await admin.query(`CREATE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
    $$ BEGIN INSERT INTO public.commits VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$`);
  await admin.query(`CREATE CONSTRAINT TRIGGER noted AFTER INSERT ON bot.handled DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION public.note()`);
  const database = await Database.connect({ url, role: 'bot' });
  afterThisTest(() => database.close());
  const outbox = new Outbox('bot');
  const { signal } = new AbortController();
  const run = (messageId: string) =>
    new OncePerMessage(database, 'bot', { messageId, job: 'x', attempt: 1, isLastAttempt: false, signal });
  const waitsFor = async (
    messageId: string,
    work: (tx: Transaction) => Promise<void>,
    options: { unsynced?: boolean } = { unsynced: true },
  ): Promise<unknown> => {
    await run(messageId).once(work, options);
    const [commit] = await admin.query<{ waits: string }>('SELECT waits FROM public.commits');
    return commit?.waits;
  };
  const send = (tx: Transaction) => outbox.add(tx, message(billingInbox, 'open-account', { userId: newId<UserId>() }));
  const outboxSize = async () => (await admin.query('SELECT FROM bot.outbox')).length;
  return { run, waitsFor, send, outboxSize };
};

describe('the effects of a run', () => {
  it('the effects of a run are written by one call of `once`: a second call is refused, because it would do nothing', async () => {
    const { run, send, outboxSize } = await setup();
    const context = run(newId<string>());
    expect(context.isRecorded).toBe(false);
    await context.once(send);
    expect(context.isRecorded).toBe(true);

    await expect(context.once(send)).rejects.toThrow('x calls once() twice in a run');
    expect(await outboxSize()).toBe(1);
  });

  it('the effects of a run may be tried again in the same run when the first try failed', async () => {
    const { run, send, outboxSize } = await setup();
    const context = run(newId<string>());
    await expect(context.once(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await context.once(send);

    expect(await outboxSize()).toBe(1);
  });
});

describe('the transaction of a handler', () => {
  it('a handler that sends nothing and declares a repetition harmless does not wait for the disk: if a crash loses its transaction, the message comes again', async () => {
    const { waitsFor } = await setup();

    expect(await waitsFor(newId<string>(), async () => {})).toBe('off');
  });

  it('the transaction of a handler waits for the disk unless the handler declares a repetition harmless', async () => {
    const { waitsFor } = await setup();

    expect(await waitsFor(newId<string>(), async () => {}, { unsynced: false })).toBe('local');
    expect(await waitsFor(newId<string>(), async () => {}, {})).toBe('local');
  });

  it('the transaction of a handler waits for the disk when it sends a message', async () => {
    const { waitsFor, send } = await setup();

    expect(await waitsFor(newId<string>(), send)).toBe('local');
  });

  it('the transaction of a handler waits for the disk when no outbox holds its message', async () => {
    const { waitsFor } = await setup();

    expect(await waitsFor('fal_request-1', async () => {})).toBe('local');
  });
});
