import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The price of an order for the person, in credits; unknown while its credits are held. */
const COST = `CASE hold.status WHEN 'open' THEN NULL ELSE round(hold.captured / 100.0, 2) END AS cost`;

/**
 * Orders with their costs, for people who read the database. Only the owner of the database reads these views, no app does; their facts are kept
 * once, in the tables of the apps (docs/backup-and-upgrade.md).
 */
export class CreateReportViews1795132819000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`CREATE SCHEMA report`);
    await db.query(`
      CREATE VIEW report.transcript AS
      SELECT recording.order_id AS id, recording.user_id, recording.state AS status, recording.error_code,
             transcript.content, recording.audio_file_path, transcript.document_path, recording.duration, transcript.language,
             ${COST}, recording.created_at, recording.finished_at
      FROM transcriber.recording
      LEFT JOIN transcriber.transcript USING (order_id)
      LEFT JOIN billing.credit_hold hold ON hold.order_id = recording.order_id`);
    await db.query(
      `COMMENT ON VIEW report.transcript IS 'Every ordered recording: its text, its file, its length in seconds, and what it cost in credits.'`,
    );
    await db.query(`
      CREATE VIEW report.image_generation AS
      SELECT generation.order_id AS id, generation.user_id, (generation.input->>'avatarId')::uuid AS avatar_id,
             generation.state AS status, generation.error_code, generation.prompt, generation.enhanced_prompt,
             generation.negative_prompt, generation.aspect_ratio, generation.quality, generation.seed, generation.generation_config,
             generation.units AS ordered, generation.delivered, ${COST}, generation.created_at, generation.finished_at
      FROM generator.image_generation generation
      LEFT JOIN billing.credit_hold hold ON hold.order_id = generation.order_id`);
    await db.query(
      `COMMENT ON VIEW report.image_generation IS 'Every order of pictures: its idea, its prompt, and what it cost in credits.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW report.image_generation, report.transcript`);
    await db.query(`DROP SCHEMA report`);
  }
}
