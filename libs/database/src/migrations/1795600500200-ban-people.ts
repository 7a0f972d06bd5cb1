import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets operators ban a person until a moment (decision 202). */
export class BanPeople1795600500200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE bot.person ADD COLUMN banned_until timestamptz`);
    await db.query(
      `COMMENT ON COLUMN bot.person.banned_until IS 'Until when the bot does nothing for the person but support and their data; infinity: for ever; null: never banned.'`,
    );
    await db.query(`CREATE INDEX person_banned ON bot.person (banned_until) WHERE banned_until IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX bot.person_banned`);
    await db.query(`ALTER TABLE bot.person DROP COLUMN banned_until`);
  }
}
