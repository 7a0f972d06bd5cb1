import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds to each piece the model that is to write it down and the provider's id of the request, which stays null for a model that answers at
 * once.
 */
export class KeepRecognizerRequest1795566190000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      ALTER TABLE transcriber.piece
        ADD COLUMN recognizer text, -- the model that is to write the piece down; null: cut by an earlier release
        ADD COLUMN request_id text  -- the provider's, kept before the first poll: what has one is never sent again`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE transcriber.piece DROP COLUMN recognizer, DROP COLUMN request_id`);
  }
}
