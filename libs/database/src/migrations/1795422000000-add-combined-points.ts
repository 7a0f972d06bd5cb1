import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = ['document', 'question'] as const;

/** A combination of the points of all parts is paid for and kept in the same way as a part. */
export class AddCombinedPoints1795422000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    // The points by the name of the piece; null before any are combined, and when the order is over.
    for (const kind of KINDS) await db.query(`ALTER TABLE transcriber.${kind} ADD COLUMN combined jsonb`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const kind of KINDS) await db.query(`ALTER TABLE transcriber.${kind} DROP COLUMN combined`);
  }
}
