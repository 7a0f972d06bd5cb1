import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the table of files that programs send to the public API (decision 224). */
export class CreateUploadedFile1795601220000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE api.uploaded_file (
        id         uuid        PRIMARY KEY,   -- also the id of the photo, or of the measured recording
        user_id    uuid        NOT NULL,
        key_id     uuid        NOT NULL,      -- the key may be gone
        used_for   text        NOT NULL CHECK (used_for IN ('restoration', 'transcription')),
        name       text        NOT NULL CHECK (length(name) BETWEEN 1 AND 255), -- the header Idempotency-Key
        digest     text        NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),      -- SHA-256 of the content
        bytes      bigint      NOT NULL CHECK (bytes > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,      -- no order takes it afterwards
        checked_at timestamptz,               -- the answer of the app that has looked at it
        refusal    text,                      -- why no order takes it
        width      integer,                   -- of a photo, as it waits
        height     integer,
        faces      integer,
        seconds    double precision,          -- of a recording
        speech     double precision,
        order_id   uuid,                      -- the order that has taken it
        UNIQUE (key_id, name),
        CHECK (checked_at IS NOT NULL OR (refusal IS NULL AND order_id IS NULL)),
        CHECK (refusal IS NULL OR order_id IS NULL)
      )`);
    await db.query(
      `COMMENT ON TABLE api.uploaded_file IS 'Files that programs have sent, without their content and names; a row goes a day after its file.'`,
    );
    await db.query(`CREATE INDEX uploaded_file_of_user ON api.uploaded_file (user_id, created_at)`);
    await db.query(`CREATE INDEX uploaded_file_at ON api.uploaded_file (created_at)`);
    await db.query(`CREATE INDEX uploaded_file_of_order ON api.uploaded_file (order_id) WHERE order_id IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE api.uploaded_file`);
  }
}
