import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createOrderIndexes, ORDER_COLUMNS } from '../order/order-columns';
import { createProviderPause } from '../order/provider-pause';

/** Generations and the pictures they delivered. */
export class CreateGenerator1795132804000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE generator.image_generation (${ORDER_COLUMNS},
        input             jsonb   NOT NULL,         -- what it is drawn with: an OrderInput: {"kind": "avatar", "avatarId": …} or {"kind": "idea"}
        prompt            text    NOT NULL,         -- as the person typed it; empty once the avatar is deleted
        look              text,                     -- of the catalogue; its name is the idea then
        session           jsonb,                    -- of a photo session: its looks, and how far they are drawn
        redraw            jsonb,                    -- what is drawn again at our cost, while it is; with what the first request made
        redrawn           integer NOT NULL DEFAULT 0 CHECK (redrawn >= 0),  -- pictures drawn again at our cost
        prompt_in_english text,                     -- the same idea, when a photo was described in both languages
        enhanced_prompt   text,                     -- what the model was given; of a session the names and prompts of its looks
        negative_prompt   text,                     -- what must not be seen; in words what is seen instead, where the model takes none
        prompt_writer     text    CHECK (prompt_writer IN ('model', 'rules', 'person', 'look')),
        prompt_stages     jsonb   NOT NULL DEFAULT '[]',               -- what each stage of writing added, in their order
        aspect_ratio      text    NOT NULL,
        quality           text    NOT NULL DEFAULT 'normal' CHECK (quality IN ('fast', 'normal', 'best')),
        seed              integer NOT NULL CHECK (seed >= 0),          -- below 2^31: larger ones do not survive JSON
        generation_config jsonb   NOT NULL DEFAULT '{}',               -- size, scale, steps; no URLs
        timed_as          text    NOT NULL DEFAULT '',                 -- picturesTimedAs: orders with the same one take about as long
        CHECK (units <= CASE WHEN session IS NULL THEN 4 ELSE 16 END)
      )`);
    await db.query(
      `COMMENT ON TABLE generator.image_generation IS 'A paid order: one idea and the pictures made of it.'`,
    );
    await createOrderIndexes(db, 'generator.image_generation', 'timed_as');
    await createProviderPause(db, 'generator');
    await db.query(`CREATE INDEX image_generation_of_avatar ON generator.image_generation ((input->>'avatarId'))`);
    await db.query(`CREATE INDEX image_generation_of_user ON generator.image_generation (user_id, order_id DESC)`);
    // The person's id is a word of the indexed text, so a search reads only this person's rows. The configuration stems Latin words as
    // English ones.
    await db.query(`
      CREATE INDEX image_generation_words ON generator.image_generation USING gin ((
        array_to_tsvector(ARRAY[user_id::text]) || to_tsvector('russian', prompt || ' ' || coalesce(enhanced_prompt, ''))))`);

    await db.query(`
      CREATE TABLE generator.picture (
        id         uuid        PRIMARY KEY,
        order_id   uuid        NOT NULL REFERENCES generator.image_generation (order_id),
        user_id    uuid        NOT NULL,            -- of the order: pages of a gallery are read by it
        avatar_id  uuid,                            -- whom the order drew
        look_group text,                            -- of the look it shows; null: drawn from the person's own idea
        look       text,                            -- of the catalogue; null: the person's own idea, or forgotten with the words of it
        seed       integer     NOT NULL CHECK (seed >= 0),  -- it was drawn with: not its order's in a session, nor when drawn again
        position   integer     NOT NULL CHECK (position BETWEEN 0 AND 15),
        file_path  text,                            -- storage reference; null once the person deleted it
        sha256     text        NOT NULL,
        bytes      integer     NOT NULL CHECK (bytes > 0),
        width      integer     NOT NULL CHECK (width > 0),
        height     integer     NOT NULL CHECK (height > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        favourite_at timestamptz,                   -- null unless the person marked it
        main_of    uuid,                            -- the avatar whose main photo it is
        face_distance real CHECK (face_distance >= 0),  -- from the face drawn to the middle of those of the photos; null: no face
        face_measured_at timestamptz,               -- null: not measured, such as a style's
        review     jsonb,                           -- what vision found before the delivery; null: not looked at
        UNIQUE (order_id, position),
        CHECK (face_distance IS NULL OR face_measured_at IS NOT NULL),
        CHECK (file_path IS NOT NULL OR (favourite_at IS NULL AND main_of IS NULL))
      )`);
    await db.query(`CREATE UNIQUE INDEX picture_main ON generator.picture (main_of) WHERE main_of IS NOT NULL`);
    // Pages of a gallery are read by this index. No other index is in the order of created_at, so Postgres never reads everybody's newest
    // pictures to find one person's.
    const [order, kept] = ['created_at, id', 'WHERE file_path IS NOT NULL'];
    await db.query(`CREATE INDEX picture_of_user ON generator.picture (user_id, ${order}) ${kept}`);
    await db.query(`CREATE INDEX picture_by_id ON generator.picture (user_id, id) ${kept}`);
    await db.query(`CREATE INDEX picture_of_avatar ON generator.picture (user_id, avatar_id, ${order}) ${kept}`);
    await db.query(`
      CREATE INDEX picture_of_look_group ON generator.picture (user_id, look_group, ${order})
        ${kept} AND look_group IS NOT NULL`);
    await db.query(
      `CREATE INDEX picture_favourite ON generator.picture (user_id, ${order}) WHERE favourite_at IS NOT NULL`,
    );
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
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE generator.provider_pause, generator.lora_upload, generator.picture, generator.image_generation`,
    );
  }
}
