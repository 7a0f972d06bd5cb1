import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the table of recordings whose price is shown, and the price of transcribed speech (`transcription.speech`). */
export class CreateSource1795132810000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE transcriber.source (
        id              uuid        PRIMARY KEY,
        user_id         uuid        NOT NULL,
        audio_file_path text        NOT NULL,       -- storage reference: as the speech model will hear it
        duration        numeric,                    -- seconds; null until it is measured
        silences        jsonb,                      -- where nothing is said, in order (Stretch); null until it is measured
        created_at      timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE transcriber.source IS 'A recording whose price was told; an order takes it over, or it is removed.'`,
    );
    await db.query(`CREATE INDEX source_by_time ON transcriber.source (created_at)`);
    await db.query(
      `INSERT INTO billing.price (item, valid_from, amount) VALUES ('transcription.speech', '2026-11-01Z', 5)`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM billing.price WHERE item = 'transcription.speech'`);
    await db.query(`DROP TABLE transcriber.source`);
  }
}
