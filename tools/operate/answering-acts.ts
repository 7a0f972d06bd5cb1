import { every, Logger } from '@aisha/platform';
import type { JobContext } from '@aisha/messaging';
import type { Schema } from '@aisha/database';
import { afterThisTest, jobContext, type PostgresHarness } from '@aisha/testing';

/** Plays the app for whose act a command waits: handles the messages of one job from the app's outbox, until the test ends. */
export const answersActs = (
  postgres: PostgresHarness,
  schema: Schema,
  job: string,
  handle: (payload: object, context: JobContext) => Promise<void>,
): void => {
  const { admin } = postgres;
  const answering = every(50, 'acts.answer', Logger.silent(), async () => {
    const asked = await admin.query<{ id: string; payload: object }>(
      `SELECT id::text, payload FROM ${schema}.outbox WHERE job = $1 ORDER BY id`,
      [job],
    );
    for (const { id, payload } of asked) {
      await handle(payload, jobContext(postgres, { messageId: id }));
      await admin.query(`DELETE FROM ${schema}.outbox WHERE id = $1`, [id]);
    }
  });
  answering.wake();
  afterThisTest(() => answering.stop());
};
