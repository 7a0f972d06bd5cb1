import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the table of texts from files that people sent, of which documents and speech are made. */
export class CreateSentText1795132820000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE transcriber.sent_text (
        id         uuid        PRIMARY KEY,
        user_id    uuid        NOT NULL,
        content    text        NOT NULL,            -- 2 MB at most
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE transcriber.sent_text IS 'The text of a sent file; removed after a day, or with the end of its last order.'`,
    );
    await db.query(`CREATE INDEX sent_text_by_time ON transcriber.sent_text (created_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE transcriber.sent_text`);
  }
}
