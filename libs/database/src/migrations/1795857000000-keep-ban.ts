import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the end of a ban beside the hash of a person who had everything deleted, so that a ban is not lifted by that (decision 213). */
export class KeepBan1795857000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE bot.past_guest ADD COLUMN banned_until timestamptz`);
    await db.query(
      `COMMENT ON COLUMN bot.past_guest.banned_until IS 'Until when the person was banned when they had everything deleted; infinity: for ever; null: not banned.'`,
    );
    await db.query(
      `COMMENT ON TABLE bot.past_guest IS 'Keyed hashes that only answer whether somebody who begins anew has had the welcome gift, and is banned.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `COMMENT ON TABLE bot.past_guest IS 'Keyed hashes that only answer whether somebody who begins anew has had the welcome gift.'`,
    );
    await db.query(`ALTER TABLE bot.past_guest DROP COLUMN banned_until`);
  }
}
