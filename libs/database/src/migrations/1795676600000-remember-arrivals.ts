import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds by which link a person came, and when a person who came by a link got their first picture. */
export class RememberArrivals1795676600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE bot.person ADD COLUMN came_by text, ADD COLUMN first_picture_at timestamptz`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE bot.person DROP COLUMN came_by, DROP COLUMN first_picture_at`);
  }
}
