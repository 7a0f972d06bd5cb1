import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts how often senders took a delivery: its attempts are counted down after an outage, so they do not tell one sender from the next. */
export class CountClaims1795989000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE bot.delivery ADD COLUMN claims integer NOT NULL DEFAULT 0`);
    await db.query(
      `COMMENT ON COLUMN bot.delivery.claims IS 'How often a sender took it; unlike the attempts it never falls, so it tells one sender from the next.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE bot.delivery DROP COLUMN claims`);
  }
}
