import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORKERS = ['trainer', 'generator', 'transcriber', 'enhancer'] as const;

/** Free work for everyone, such as the sample of a voice, belongs to no person: it counts only against the limit of all people together. */
export class FreeWorkOfEverybody1795428200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of WORKERS) {
      await db.query(`ALTER TABLE ${schema}.free_work ALTER user_id DROP NOT NULL`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of WORKERS) {
      await db.query(`DELETE FROM ${schema}.free_work WHERE user_id IS NULL`);
      await db.query(`ALTER TABLE ${schema}.free_work ALTER user_id SET NOT NULL`);
    }
  }
}
