import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds when an account's person was forgotten: from then on the account accepts no order, and the rows of its orders are gone (decision
 * 212).
 */
export class AddForgottenAccount1795600810000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE billing.account ADD COLUMN forgotten_at timestamptz`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE billing.account DROP COLUMN forgotten_at`);
  }
}
