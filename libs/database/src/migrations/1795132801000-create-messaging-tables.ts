import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FIRST_SCHEMAS } from './1795132800000-create-schemas';

/** Creates the tables of messaging in one schema. A later migration that creates a schema calls this function for it. */
export async function createMessagingTables(db: QueryRunner, schema: string): Promise<void> {
  await db.query(`
        CREATE TABLE ${schema}.outbox (
          id            uuid        PRIMARY KEY,  -- also the job's id in the queue
          receiver      text        NOT NULL,
          job           text        NOT NULL,
          payload       jsonb       NOT NULL,
          trace_id      text,                     -- what it has in common with the work it comes from
          created_at    timestamptz NOT NULL DEFAULT now(),
          published_at  timestamptz,              -- null: not in the queue, as far as is known
          next_check_at timestamptz,              -- when it is published again unless it is handled by then
          abandoned_at  timestamptz,              -- nobody handled it for a week: checked and published no more
          CHECK (next_check_at IS NULL OR (published_at IS NOT NULL AND abandoned_at IS NULL))
        )`);
  await db.query(
    `COMMENT ON TABLE ${schema}.outbox IS 'Messages written with the rows they are about; a row goes once its receiver has handled it.'`,
  );
  await db.query(`CREATE INDEX outbox_unpublished ON ${schema}.outbox (created_at) WHERE published_at IS NULL`);
  await db.query(`CREATE INDEX outbox_to_check ON ${schema}.outbox (next_check_at) WHERE next_check_at IS NOT NULL`);
  await db.query(`CREATE INDEX outbox_abandoned ON ${schema}.outbox (created_at) WHERE abandoned_at IS NOT NULL`);
  await db.query(`
        CREATE TABLE ${schema}.handled (
          message_id text        PRIMARY KEY,  -- or order:<user>:<order>, whose job is what came first: start or cancel
          job        text        NOT NULL,
          handled_at timestamptz NOT NULL DEFAULT now()
        )`);
  await db.query(
    `COMMENT ON TABLE ${schema}.handled IS 'Message ids whose effects are in this database; written in the same transaction as those effects.'`,
  );
  await db.query(`CREATE INDEX handled_at ON ${schema}.handled (handled_at)`);
  await db.query(`
        CREATE TABLE ${schema}.dead_letter (
          message_id text        PRIMARY KEY,
          job        text        NOT NULL,
          payload    jsonb       NOT NULL,
          code       text        NOT NULL,        -- ErrorCode of the last attempt
          facts      jsonb       NOT NULL,
          attempts   integer     NOT NULL CHECK (attempts >= 0),
          died_at    timestamptz NOT NULL DEFAULT now(),
          resolved   text        CHECK (resolved IN ('retried', 'dropped')),
          resolved_at timestamptz,
          refunding_since timestamptz,            -- Telegram is being asked to give Stars back: open, but neither retried nor dropped
          CHECK ((resolved IS NULL) = (resolved_at IS NULL))
        )`);
  await db.query(
    `COMMENT ON TABLE ${schema}.dead_letter IS 'Messages that kept failing, for an operator to retry or drop.'`,
  );
  await db.query(`CREATE INDEX dead_letter_open ON ${schema}.dead_letter (died_at) WHERE resolved IS NULL`);
  await db.query(
    `CREATE INDEX dead_letter_resolved ON ${schema}.dead_letter (resolved_at) WHERE resolved_at IS NOT NULL`,
  );
}

/** The tables with which each app sends and receives: an outbox, a memory of handled messages, a list of those that could not be handled. */
export class CreateMessagingTables1795132801000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of FIRST_SCHEMAS) await createMessagingTables(db, schema);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of FIRST_SCHEMAS)
      await db.query(`DROP TABLE ${schema}.outbox, ${schema}.handled, ${schema}.dead_letter`);
  }
}
