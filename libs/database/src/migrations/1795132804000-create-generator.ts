import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generations and the pictures they delivered. */
export class CreateGenerator1795132804000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE generator.image_generation (
        order_id          uuid        PRIMARY KEY,
        user_id           uuid        NOT NULL,
        avatar_id         uuid        NOT NULL,
        state             text        NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled')),
        prompt            text        NOT NULL,     -- as the person typed it
        enhanced_prompt   text,                     -- what the model was given
        negative_prompt   text,                     -- what the person did not want; turned into positive wording
        prompt_writer     text        CHECK (prompt_writer IN ('model', 'rules')),
        aspect_ratio      text        NOT NULL,
        picture_count     integer     NOT NULL CHECK (picture_count BETWEEN 1 AND 4),
        seed              integer     NOT NULL CHECK (seed >= 0),  -- below 2^31: larger ones do not survive JSON
        endpoint          text,                     -- the provider's model
        generation_config jsonb       NOT NULL DEFAULT '{}',       -- size, scale, steps; no URLs
        submitting_since  timestamptz,              -- since then it has a place at FAL
        submissions       integer     NOT NULL DEFAULT 0,          -- above 1: drawn again at our cost
        request_id        text        UNIQUE,
        cancel_requested  boolean     NOT NULL DEFAULT false,
        delivered         integer     NOT NULL DEFAULT 0 CHECK (delivered BETWEEN 0 AND picture_count),
        error_code        text,
        created_at        timestamptz NOT NULL DEFAULT now(),
        started_at        timestamptz,
        deadline_at       timestamptz,              -- set right before the paid request is sent; not sent again before it is past
        next_look_at      timestamptz,              -- nobody else touches it before: a lease while queued, the next question while waiting
        collecting_until  timestamptz,              -- somebody is copying its pictures until then
        shown_ahead       integer,                  -- the place in our queue the person was last told
        finished_at       timestamptz,
        CHECK ((state IN ('succeeded', 'failed', 'cancelled')) = (finished_at IS NOT NULL))
      )`);
    await db.query(
      `COMMENT ON TABLE generator.image_generation IS 'A paid order: one wish and the pictures made of it.'`,
    );
    await db.query(
      `CREATE INDEX image_generation_open ON generator.image_generation (state, created_at) WHERE finished_at IS NULL`,
    );
    // What "how long does it take" is answered from.
    await db.query(
      `CREATE INDEX image_generation_done ON generator.image_generation (finished_at DESC) WHERE state = 'succeeded'`,
    );
    await db.query(`CREATE INDEX image_generation_of_user ON generator.image_generation (user_id, order_id DESC)`);

    await db.query(`
      CREATE TABLE generator.picture (
        id         uuid        PRIMARY KEY,
        order_id   uuid        NOT NULL REFERENCES generator.image_generation (order_id),
        position   integer     NOT NULL CHECK (position BETWEEN 0 AND 3),
        file_path  text,                            -- storage reference; null once the person deleted it
        sha256     text        NOT NULL,
        bytes      integer     NOT NULL CHECK (bytes > 0),
        width      integer     NOT NULL CHECK (width > 0),
        height     integer     NOT NULL CHECK (height > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (order_id, position)
      )`);
    await db.query(
      `COMMENT ON TABLE generator.picture IS 'One delivered picture, copied to our storage before it was promised.'`,
    );

    await db.query(`
      CREATE TABLE generator.lora_upload (
        avatar_id   uuid        PRIMARY KEY,
        url         text        NOT NULL,           -- public to whoever knows it: a secret
        uploaded_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE generator.lora_upload IS 'Where our copy of an avatar''s model was uploaded again, because the provider''s own link had stopped to answer.'`,
    );
    await db.query(`GRANT SELECT, INSERT, UPDATE ON generator.image_generation, generator.picture TO generator`);
    await db.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON generator.lora_upload TO generator`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE generator.lora_upload, generator.picture, generator.image_generation`);
  }
}
