import type { MigrationInterface, QueryRunner } from 'typeorm';

const ORDER_TABLES = [
  'trainer.training',
  'generator.image_generation',
  'generator.upscale',
  'transcriber.recording',
  'transcriber.document',
  'transcriber.question',
  'transcriber.speech',
  'enhancer.enhancement',
] as const;

/** Orders that are paid for although nothing was delivered, the guarantee of a training, and no more count of late cancels. */
export class CreateCharged1795132833000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const table of ORDER_TABLES) {
      // Of units; 0: what was delivered is charged. Billing settles by it when the message of the end did not come.
      await db.query(
        `ALTER TABLE ${table} ADD COLUMN charged integer NOT NULL DEFAULT 0 CHECK (charged BETWEEN 0 AND units)`,
      );
      const [schema, name] = table.split('.');
      await db.query(`DROP INDEX ${schema}.${name}_late_cancel`);
    }
    // A set of one person alone is trained once more at our cost, and its credits go back (decision 67); false for orders from before.
    await db.query(`ALTER TABLE trainer.training ADD COLUMN is_guaranteed boolean NOT NULL DEFAULT false`);
    await db.query(`CREATE INDEX training_guaranteed ON trainer.training (user_id, created_at) WHERE is_guaranteed`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE trainer.training DROP COLUMN is_guaranteed`);
    for (const table of ORDER_TABLES) {
      await db.query(`ALTER TABLE ${table} DROP COLUMN charged`);
      await db.query(
        `CREATE INDEX ${table.split('.')[1]}_late_cancel ON ${table} (user_id, finished_at) WHERE state = 'cancelled' AND submit_started_at IS NOT NULL`,
      );
    }
  }
}
