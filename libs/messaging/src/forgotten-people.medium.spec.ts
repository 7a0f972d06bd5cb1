import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import type { Transaction } from '@aisha/database';
import { PersonRowsStore } from '@aisha/database/people';
import type { AvatarId, PhotoId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually, onPostgres } from '@aisha/testing';
import { OncePerMessage } from './once-per-message';
import { Outbox } from './outbox';

/** A message of the gateway to the trainer about a person, and a run of its handler that writes a row about the person. */
const setup = async () => {
  const { admin, as, database } = await onPostgres('trainer');
  const gateway = await as('bot');
  const rows = new PersonRowsStore(database, 'trainer');
  const [userId, avatarId] = [newId<UserId>(), newId<AvatarId>()];
  const asked = { userId, avatarId, photoId: newId<PhotoId>(), incoming: null };
  await gateway.transaction((tx) => new Outbox('bot').add(tx, message(avatarTrainerInbox, 'check-photo', asked)));
  const [{ id: messageId }] = (await admin.query('SELECT id::text AS id FROM bot.outbox')) as [{ id: string }];
  const { signal } = new AbortController();
  const run = new OncePerMessage(database, 'trainer', {
    messageId,
    job: 'check-photo',
    attempt: 1,
    isLastAttempt: false,
    signal,
  });
  const writes = (tx: Transaction) =>
    tx.query(
      `INSERT INTO trainer.dead_letter (message_id, job, payload, code, facts, attempts) VALUES ('x', 'x', jsonb_build_object('userId', $1::text), 'unexpected', '{}', 1)`,
      [userId],
    );
  const forgets = () => database.transaction((tx) => rows.forget(tx, { userId, avatarIds: [avatarId] }));
  const left = async () => (await admin.query('SELECT FROM trainer.dead_letter')).length;
  return { run, writes, forgets, left, admin };
};

describe('a handler at work while its person is forgotten', () => {
  it('a handler at work while its person is forgotten writes nothing after that', async () => {
    const { run, writes, forgets, left } = await setup();

    await forgets();
    await run.once(writes);

    expect(await left()).toBe(0);
  });

  it('an erasure waits for a handler that has begun to write about its person, and deletes what it wrote', async () => {
    const { run, writes, forgets, left, admin } = await setup();
    const [begun, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const work = run.once(async (tx) => {
      await writes(tx);
      begun.resolve();
      await goesOn.promise;
    });
    await begun.promise;

    const forgotten = forgets();
    await eventually(async () => (await admin.waitingForLocks()).length > 0);
    goesOn.resolve();
    await Promise.all([work, forgotten]);

    expect(await left()).toBe(0);
  });
});
