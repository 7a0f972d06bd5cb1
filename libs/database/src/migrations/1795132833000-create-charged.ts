import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the guarantee of a training. */
export class CreateCharged1795132833000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    // True: when the avatar comes out unlike its photos, it is trained once more at our cost, and if that fails the credits go back
    // (decision 67). Orders from before this migration have no such guarantee.
    await db.query(`ALTER TABLE trainer.training ADD COLUMN is_guaranteed boolean NOT NULL DEFAULT false`);
    await db.query(`CREATE INDEX training_guaranteed ON trainer.training (user_id, created_at) WHERE is_guaranteed`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE trainer.training DROP COLUMN is_guaranteed`);
  }
}
