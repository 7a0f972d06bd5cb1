import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMAS = ['bot', 'trainer', 'generator', 'transcriber', 'enhancer', 'billing'] as const;

/** Creates the audit of what operators do: a table in each app's schema, and one view of all for the owner (decision 201). */
export class CreateOperatorAct1795600500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of SCHEMAS) {
      await db.query(`
        CREATE TABLE ${schema}.operator_act (
          id         uuid           PRIMARY KEY,           -- the act's key: the same act twice is one row
          act        text           NOT NULL,              -- out of ACTS (libs/domain/src/operators.ts)
          operator   text           NOT NULL CHECK (length(operator) BETWEEN 1 AND 64),
          reason     text           CHECK (length(reason) BETWEEN 1 AND 300), -- null once its person is erased
          user_id    uuid,                                 -- the person it is about; null: nobody, or erased
          subject    text,                                 -- an order, a charge, an item …
          details    jsonb          NOT NULL DEFAULT '{}', -- numbers and names, no private words
          outcome    text           NOT NULL,              -- 'done', or why it was refused
          created_at timestamptz(3) NOT NULL DEFAULT now() -- in milliseconds, so that a page can begin after it
        )`);
      await db.query(
        `COMMENT ON TABLE ${schema}.operator_act IS 'What operators did and why, written with the effect. Append-only: only the person and the reason are cleared, when the person is erased.'`,
      );
      await db.query(`CREATE INDEX operator_act_by_time ON ${schema}.operator_act (created_at, id)`);
      await db.query(
        `CREATE INDEX operator_act_of_person ON ${schema}.operator_act (user_id, created_at, id) WHERE user_id IS NOT NULL`,
      );
      await db.query(`CREATE INDEX operator_act_of_operator ON ${schema}.operator_act (operator, created_at, id)`);
    }
    const rows = SCHEMAS.map(
      (schema) =>
        `SELECT '${schema}'::text AS schema, id, act, operator, reason, user_id, subject, details, outcome, created_at FROM ${schema}.operator_act`,
    );
    await db.query(`CREATE VIEW report.operator_act AS ${rows.join(' UNION ALL ')}`);
    await db.query(
      `COMMENT ON VIEW report.operator_act IS 'Every act of an operator over all apps: who, what, why, about whom, and what came of it.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW report.operator_act`);
    for (const schema of SCHEMAS) await db.query(`DROP TABLE ${schema}.operator_act`);
  }
}
