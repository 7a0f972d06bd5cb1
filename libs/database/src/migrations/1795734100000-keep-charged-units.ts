import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps how many units of an order were charged when they were more than were delivered: its free units are used up, too (decision 80). */
export class KeepChargedUnits1795734100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE billing.credit_hold ADD COLUMN charged integer`);
    await db.query(
      `COMMENT ON COLUMN billing.credit_hold.charged IS 'The number of units that were charged, free ones included; null: as many as were delivered.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE billing.credit_hold DROP COLUMN charged`);
  }
}
