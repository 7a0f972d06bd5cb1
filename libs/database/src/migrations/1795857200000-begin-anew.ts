import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds when a person who had everything deleted began anew: nobody knows what they got for nothing in the day before, so for a day they get
 * nothing (decision 213).
 */
export class BeginAnew1795857200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE billing.account ADD COLUMN began_anew_at timestamptz`);
    await db.query(
      `COMMENT ON COLUMN billing.account.began_anew_at IS 'When a person who had everything deleted before began anew; null: a new person.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE billing.account DROP COLUMN began_anew_at`);
  }
}
