import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds what the giver called a gift, and what a friend's first picture brought for an invitation (decisions 205 and 206). */
export class NameGifts1795675200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE billing.gift ADD COLUMN called text NOT NULL DEFAULT 'credits'`);
    await db.query(
      `COMMENT ON COLUMN billing.gift.called IS 'What its giver called it: credits, or what they pay for.'`,
    );
    await db.query(`ALTER TABLE billing.referral ADD COLUMN picture_outcome text`);
    await db.query(
      `COMMENT ON COLUMN billing.referral.picture_outcome IS 'What came of the first picture of the friend: rewarded, or why nobody gained; null: there was none yet.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE billing.referral DROP COLUMN picture_outcome`);
    await db.query(`ALTER TABLE billing.gift DROP COLUMN called`);
  }
}
