import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the part of a payment in Stars that Telegram gives to an affiliate, as Telegram's list says (decision 210). */
export class AddCommission1795601200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(
      `ALTER TABLE bot.star_transaction ADD COLUMN commission integer NOT NULL DEFAULT 0 CHECK (commission >= 0)`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE bot.star_transaction DROP COLUMN commission`);
  }
}
