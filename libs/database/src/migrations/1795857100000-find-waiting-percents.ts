import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates the index of the percents that wait for a person's purchase: without it the watch of the prices read every use of a promo code
 * each five minutes.
 */
export class FindWaitingPercents1795857100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(
      `CREATE INDEX promo_use_waiting ON billing.promo_use (valid_until) INCLUDE (percent)
       WHERE percent IS NOT NULL AND telegram_payment_charge_id IS NULL`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX billing.promo_use_waiting`);
  }
}
