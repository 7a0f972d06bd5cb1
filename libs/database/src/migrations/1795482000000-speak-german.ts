import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets the database hold any language: the message files say which languages there are (libs/words). */
export class SpeakGerman1795482000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE bot.person DROP CONSTRAINT person_language_check;
      ALTER TABLE bot.person ADD CONSTRAINT person_language_check CHECK (language ~ '^[a-z]{2}$')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE bot.person SET language = 'en' WHERE language NOT IN ('ru', 'en');
      ALTER TABLE bot.person DROP CONSTRAINT person_language_check;
      ALTER TABLE bot.person ADD CONSTRAINT person_language_check CHECK (language IN ('ru', 'en'))`);
  }
}
