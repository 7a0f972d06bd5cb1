import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates a row for each free file that takes a place in a budget: a counter could not tell which file has a place, or that one file took
 * two places.
 */
export class CreateFilePlace1795132838000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE bot.file_place (
        user_id  uuid        NOT NULL,
        budget   text        NOT NULL,  -- Budgeted
        file     text        NOT NULL,  -- the id that its answer names, too
        taken_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,           -- its answer came; it counts for the day all the same
        PRIMARY KEY (user_id, budget, file)
      )`);
    await db.query(
      `COMMENT ON TABLE bot.file_place IS 'Files that nobody pays for and a person has let us fetch, pack or make in the last day.'`,
    );
    await db.query(`CREATE INDEX file_place_taken ON bot.file_place (taken_at)`);
    await db.query(`DROP TABLE bot.file_budget`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE bot.file_place`);
    await db.query(
      `CREATE TABLE bot.file_budget (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint)`,
    );
    await db.query(
      `COMMENT ON TABLE bot.file_budget IS 'How many files that nobody pays for a person has let us fetch lately.'`,
    );
  }
}
