import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps that a person returns after everything was deleted, so that no screen promises them the welcome credits before their account is open. */
export class RememberReturns1795991200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE bot.person ADD COLUMN is_returning boolean NOT NULL DEFAULT false`);
    await db.query(
      `COMMENT ON COLUMN bot.person.is_returning IS 'Whether they had everything deleted before: they get no welcome credits.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE bot.person DROP COLUMN is_returning`);
  }
}
