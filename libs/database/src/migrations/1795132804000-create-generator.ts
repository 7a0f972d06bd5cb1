import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createOrderIndexes, createProviderPause, ORDER_COLUMNS } from './order-columns';

/** Generations and the pictures they delivered. */
export class CreateGenerator1795132804000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE generator.image_generation (${ORDER_COLUMNS},
        input             jsonb   NOT NULL,         -- what it is drawn with: an OrderInput, such as {"kind": "avatar", "avatarId": …}
        prompt            text    NOT NULL,         -- as the person typed it; empty once the avatar is deleted
        enhanced_prompt   text,                     -- what the model was given
        negative_prompt   text,                     -- what the person did not want; turned into positive wording
        prompt_writer     text    CHECK (prompt_writer IN ('model', 'rules')),
        aspect_ratio      text    NOT NULL,
        seed              integer NOT NULL CHECK (seed >= 0),          -- below 2^31: larger ones do not survive JSON
        generation_config jsonb   NOT NULL DEFAULT '{}',               -- size, scale, steps; no URLs
        CHECK (units <= 4)
      )`);
    await db.query(
      `COMMENT ON TABLE generator.image_generation IS 'A paid order: one idea and the pictures made of it.'`,
    );
    await createOrderIndexes(db, 'generator.image_generation');
    await createProviderPause(db, 'generator');
    await db.query(`CREATE INDEX image_generation_of_avatar ON generator.image_generation ((input->>'avatarId'))`);
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
        url         text        NOT NULL,           -- anybody who knows it can read: a secret
        uploaded_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE generator.lora_upload IS 'Where our copy of an avatar''s model was uploaded again, because the provider''s own link had stopped to answer.'`,
    );
    await db.query(`GRANT SELECT, INSERT, UPDATE ON generator.image_generation, generator.picture TO generator`);
    await db.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON generator.lora_upload TO generator`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE generator.provider_pause, generator.lora_upload, generator.picture, generator.image_generation`,
    );
  }
}
