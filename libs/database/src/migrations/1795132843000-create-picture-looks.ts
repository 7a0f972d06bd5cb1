import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds which check cleared each picture before its delivery; `before` marks the pictures from the time when there was no check. */
export class CreatePictureLooks1795132843000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    const looks = `CHECK (cleared_by IN ('moderator', 'classifier', 'both', 'before'))`;
    await db.query(`ALTER TABLE generator.picture ADD COLUMN cleared_by text NOT NULL DEFAULT 'before' ${looks}`);
    // From now on the table itself refuses a picture without a verdict.
    await db.query(`ALTER TABLE generator.picture ALTER COLUMN cleared_by DROP DEFAULT`);
    await db.query(`ALTER TABLE generator.upscale ADD COLUMN cleared_by text ${looks}`);
    await db.query(`UPDATE generator.upscale SET cleared_by = 'before' WHERE file_path IS NOT NULL`);
    await db.query(`
      ALTER TABLE generator.upscale
        ADD CONSTRAINT upscale_cleared CHECK (file_path IS NULL OR cleared_by IS NOT NULL)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE generator.upscale DROP COLUMN cleared_by`);
    await db.query(`ALTER TABLE generator.picture DROP COLUMN cleared_by`);
  }
}
