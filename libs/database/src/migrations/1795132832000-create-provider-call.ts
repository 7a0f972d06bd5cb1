import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The schemas of the apps that ask providers. A newer app makes these tables with its schema. */
const WORKERS = ['trainer', 'generator', 'transcriber', 'enhancer'] as const;

/** Creates the tables of what each paid request costs, and of the part of these costs that no person paid for. */
export class CreateProviderCall1795132832000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of WORKERS) {
      await db.query(`
        CREATE TABLE ${schema}.provider_call (
          id            uuid        PRIMARY KEY,
          user_id       uuid,                       -- null: for everybody
          order_id      uuid,                       -- null: nothing was ordered
          kind          text,                       -- OrderKind
          reason        text        NOT NULL,       -- CallReason
          provider      text        NOT NULL,
          model         text        NOT NULL,
          listed        bigint      NOT NULL CHECK (listed >= 0),        -- millionths of a US dollar, before it was sent
          micro_dollars bigint      NOT NULL CHECK (micro_dollars >= 0), -- the same, as far as is known now
          called_at     timestamptz NOT NULL        -- of a remote order: its submit marker
        )`);
      await db.query(
        `COMMENT ON TABLE ${schema}.provider_call IS 'Every paid request to a provider: written before it is sent, corrected by what the provider tells.'`,
      );
      await db.query(
        `CREATE INDEX provider_call_of_order ON ${schema}.provider_call (order_id) WHERE order_id IS NOT NULL`,
      );
      await db.query(`CREATE INDEX provider_call_by_time ON ${schema}.provider_call USING brin (called_at)`);
      await db.query(`
        CREATE TABLE ${schema}.free_work (
          id            uuid        PRIMARY KEY,
          user_id       uuid        NOT NULL,
          order_id      uuid        UNIQUE,         -- null: given without an order
          reason        text        NOT NULL,       -- ErrorCode of the end, or CallReason of what is given
          borne_by      text        NOT NULL CHECK (borne_by IN ('balance', 'guarantee', 'installation')),
          micro_dollars bigint      NOT NULL CHECK (micro_dollars >= 0),
          begun_at      timestamptz NOT NULL
        )`);
      await db.query(
        `COMMENT ON TABLE ${schema}.free_work IS 'What providers did for a person who paid nothing for it. Only what the balance bears is bounded.'`,
      );
      await db.query(`CREATE INDEX free_work_of_user ON ${schema}.free_work (user_id, begun_at)`);
      await db.query(`CREATE INDEX free_work_by_time ON ${schema}.free_work (begun_at)`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of WORKERS) await db.query(`DROP TABLE ${schema}.free_work, ${schema}.provider_call`);
  }
}
