import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMAS = ['bot', 'trainer', 'generator', 'transcriber', 'enhancer', 'billing'] as const;

/** Creates the table of an operator's settings for the queues of a running app, which reads it regularly (decision 161). */
export class CreateQueueSetting1795485600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of SCHEMAS) {
      await db.query(`
        CREATE TABLE ${schema}.queue_setting (
          queue       text        PRIMARY KEY,             -- the app's inbox, or one of its long jobs
          is_paused   boolean     NOT NULL DEFAULT false,
          concurrency integer     CHECK (concurrency > 0), -- jobs at once in one process; null: what the code says
          changed_at  timestamptz NOT NULL DEFAULT now()
        )`);
      await db.query(
        `COMMENT ON TABLE ${schema}.queue_setting IS 'What an operator has set for the queues of the app; every process of it looks here.'`,
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of SCHEMAS) await db.query(`DROP TABLE ${schema}.queue_setting`);
  }
}
