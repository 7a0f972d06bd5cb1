import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Writes down when a wrong promo code was tried, because the tries of the last 24 hours count, and not those of a day. */
export class TimePromoTries1795677200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    // The release before writes no times: the tries that it counts slow nobody after the upgrade.
    await db.query(`ALTER TABLE billing.promo_try ADD COLUMN tried_at timestamptz[] NOT NULL DEFAULT '{}'`);
    await db.query(
      `COMMENT ON TABLE billing.promo_try IS 'The wrong promo codes that a person has tried on a day: a guesser is slowed for 24 hours. Days before yesterday go with the next try.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `COMMENT ON TABLE billing.promo_try IS 'How many wrong promo codes a person has tried on a day: a guesser is slowed. Older days go with the next try.'`,
    );
    await db.query(`ALTER TABLE billing.promo_try DROP COLUMN tried_at`);
  }
}
