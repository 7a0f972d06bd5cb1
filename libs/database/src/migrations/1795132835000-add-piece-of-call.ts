import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORKERS = ['trainer', 'generator', 'transcriber', 'enhancer'] as const;

/** Adds which piece of its order a paid request was for, because a piece is paid three times at most. */
export class AddPieceOfCall1795132835000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of WORKERS) {
      await db.query(`ALTER TABLE ${schema}.provider_call ADD COLUMN piece text`); // null: the order has no pieces
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of WORKERS) await db.query(`ALTER TABLE ${schema}.provider_call DROP COLUMN piece`);
  }
}
