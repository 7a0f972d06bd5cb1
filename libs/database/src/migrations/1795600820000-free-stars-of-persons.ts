import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets the row of a person be deleted while the rows of their Stars stay: the person's id in these then leads to nobody (decision 212). */
export class FreeStarsOfPersons1795600820000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE bot.star_transaction DROP CONSTRAINT IF EXISTS star_transaction_user_id_fkey`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE bot.star_transaction ADD CONSTRAINT star_transaction_user_id_fkey
        FOREIGN KEY (user_id) REFERENCES bot.person (user_id)`);
  }
}
