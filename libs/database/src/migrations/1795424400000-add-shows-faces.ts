import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds whether an avatar's photos show faces: a style may show some, and their age then counts, too (decision 118). */
export class AddShowsFaces1795424400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE trainer.avatar ADD shows_faces boolean -- in its photos; null: nobody has looked`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE trainer.avatar DROP shows_faces`);
  }
}
