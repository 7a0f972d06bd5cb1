import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programs may also send photos to be animated, and a webhook gets a message once a sent file has been checked (decision 224). */
export class AnimateUploadedFiles1795675000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      ALTER TABLE api.uploaded_file
        DROP CONSTRAINT uploaded_file_used_for_check,
        ADD CONSTRAINT uploaded_file_used_for_check CHECK (used_for IN ('restoration', 'animation', 'transcription'))`);
    await db.query(`
      ALTER TABLE api.webhook_delivery
        ALTER COLUMN order_id DROP NOT NULL,
        ADD COLUMN file_id uuid,  -- the sent file that the message tells of
        ADD CONSTRAINT webhook_delivery_webhook_id_file_id_key UNIQUE (webhook_id, file_id),
        ADD CONSTRAINT webhook_delivery_subject CHECK (num_nonnulls(order_id, file_id) = 1)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM api.webhook_delivery WHERE order_id IS NULL`);
    await db.query(`
      ALTER TABLE api.webhook_delivery
        DROP CONSTRAINT webhook_delivery_subject, DROP COLUMN file_id, ALTER COLUMN order_id SET NOT NULL`);
    await db.query(`DELETE FROM api.uploaded_file WHERE used_for = 'animation'`);
    await db.query(`
      ALTER TABLE api.uploaded_file
        DROP CONSTRAINT uploaded_file_used_for_check,
        ADD CONSTRAINT uploaded_file_used_for_check CHECK (used_for IN ('restoration', 'transcription'))`);
  }
}
