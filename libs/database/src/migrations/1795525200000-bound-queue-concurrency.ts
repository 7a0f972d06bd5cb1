import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMAS = ['bot', 'trainer', 'generator', 'transcriber', 'enhancer', 'billing'] as const;

/** Bounds how many jobs run at once: with a mistyped number a process would take more jobs than its memory holds. */
export class BoundQueueConcurrency1795525200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of SCHEMAS) {
      const table = `${schema}.queue_setting`;
      await db.query(`UPDATE ${table} SET concurrency = 1000 WHERE concurrency > 1000`);
      await db.query(
        `ALTER TABLE ${table} DROP CONSTRAINT queue_setting_concurrency_check,
         ADD CONSTRAINT queue_setting_concurrency_check CHECK (concurrency BETWEEN 1 AND 1000)`,
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of SCHEMAS)
      await db.query(
        `ALTER TABLE ${schema}.queue_setting DROP CONSTRAINT queue_setting_concurrency_check,
         ADD CONSTRAINT queue_setting_concurrency_check CHECK (concurrency > 0)`,
      );
  }
}
