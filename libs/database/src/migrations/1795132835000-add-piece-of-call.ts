import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORKERS = ['trainer', 'generator', 'transcriber', 'enhancer'] as const;

/** Adds the column that says for which piece of its order a paid request was, because each piece is paid for at most three times. */
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
