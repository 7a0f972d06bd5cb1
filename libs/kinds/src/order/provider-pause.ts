import type { QueryRunner } from 'typeorm';

/** The pause of a provider's account in an app that submits to it: one row for all replicas while the account takes no work. */
export async function createProviderPause(db: QueryRunner, schema: string): Promise<void> {
  await db.query(`
    CREATE TABLE ${schema}.provider_pause (
      provider     text        PRIMARY KEY,
      paused_until timestamptz NOT NULL,   -- nothing is submitted before
      paused_since timestamptz NOT NULL,   -- when it was first refused in a row of refusals
      code         text        NOT NULL    -- ErrorCode of the last refusal
    )`);
  await db.query(
    `COMMENT ON TABLE ${schema}.provider_pause IS 'A provider''s account that takes no work now; the row goes with the next work it takes.'`,
  );
}
