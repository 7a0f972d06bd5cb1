import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates the index of the payments with a commission: without it the desk read every payment to add up the commission (`npm run bench
 * desk`).
 */
export class FindCommission1795675100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(
      `CREATE INDEX star_transaction_commission ON bot.star_transaction (created_at) INCLUDE (kind, commission) WHERE commission > 0`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX bot.star_transaction_commission`);
  }
}
