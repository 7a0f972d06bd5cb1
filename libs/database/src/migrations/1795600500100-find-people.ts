import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the indexes by which operators find a person: by @name, and by a word of the name. */
export class FindPeople1795600500100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`CREATE INDEX person_by_username ON bot.person (lower(username)) WHERE username IS NOT NULL`);
    await db.query(`CREATE INDEX person_by_name ON bot.person USING gin (to_tsvector('simple', first_name))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX bot.person_by_name, bot.person_by_username`);
  }
}
