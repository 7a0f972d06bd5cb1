import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMAS = ['trainer', 'generator', 'transcriber', 'enhancer'] as const;

/** What each app that asks providers has learnt of their models (decision 186). */
export class CreateModelState1795561200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of SCHEMAS) {
      await db.query(`
        CREATE TABLE ${schema}.model_state (
          model      text        PRIMARY KEY,
          gone_since timestamptz,                        -- null: its provider serves it
          listed     text        CHECK (listed IN ('active', 'deprecated', 'unlisted')),
          checked_at timestamptz,                        -- when a replica last read the provider's list
          off_sale   text[]      NOT NULL DEFAULT '{}'   -- what cannot be ordered because the model is gone
        )`);
      await db.query(
        `COMMENT ON TABLE ${schema}.model_state IS 'What this app has learnt of the models of providers: which are gone or deprecated, and what is off sale for that.'`,
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of SCHEMAS) await db.query(`DROP TABLE ${schema}.model_state`);
  }
}
