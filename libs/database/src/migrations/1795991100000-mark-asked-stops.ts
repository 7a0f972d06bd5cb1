import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Remembers that Telegram is asked to stop an ended subscription: its update about that names the plan alone, and may come when a newer one runs. */
export class MarkAskedStops1795991100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE billing.subscription ADD COLUMN stop_asked_at timestamptz`);
    await db.query(
      `COMMENT ON COLUMN billing.subscription.stop_asked_at IS 'When it ended and Telegram was asked to stop it; null once Telegram''s update has told that it is cancelled.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE billing.subscription DROP COLUMN stop_asked_at`);
  }
}
