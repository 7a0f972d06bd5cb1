import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createOrderIndexes, ORDER_COLUMNS } from '../order/order-columns';

/** Creates the table of orders that change pictures by a sentence, and the price of a change. */
export class CreateEdit1795600300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE generator.edit (${ORDER_COLUMNS},
        input            jsonb       NOT NULL,           -- an OrderInput of kind "picture", "photo" or "edit"
        source           text        NOT NULL CHECK (source IN ('picture', 'photo', 'edit')),
        change           text        NOT NULL,           -- the sentence as it was typed; empty once it is forgotten
        prompt           text,                           -- the sentence as the model gets it; null until prepared, and once forgotten
        faces            text        CHECK (faces IN ('own', 'nobody', 'agreed')), -- whose faces a sent photo shows
        avatar_id        uuid,                           -- the avatar that the picture shows
        seed             integer     NOT NULL,
        source_url       text,                           -- where the provider fetches the picture; a secret, gone with the end
        original_path    text,                           -- storage reference of the sent photo as it was
        file_path        text,                           -- storage reference of the changed picture; null until delivered, and when deleted
        cleared_by       text        CHECK (cleared_by IN ('both', 'moderator', 'classifier')),
        bytes            integer,                        -- of both files
        width            integer,                        -- of the changed picture, in pixels
        height           integer,
        face_distance    real,                           -- between the faces before and after the change
        is_face_lost     boolean     NOT NULL DEFAULT false,
        face_measured_at timestamptz,
        CHECK (file_path IS NULL OR (state = 'succeeded' AND cleared_by IS NOT NULL)),
        CHECK (original_path IS NULL OR file_path IS NOT NULL),
        CHECK (file_path IS NULL OR source <> 'photo' OR faces IS NOT NULL)
      )`);
    await db.query(`COMMENT ON TABLE generator.edit IS 'A paid order: one picture changed by a sentence.'`);
    await createOrderIndexes(db, 'generator.edit', 'source');
    await db.query(`CREATE INDEX edit_of_user ON generator.edit (user_id, order_id DESC)`);
    await db.query(`CREATE INDEX edit_of_avatar ON generator.edit (avatar_id) WHERE avatar_id IS NOT NULL`);
    await db.query(`INSERT INTO billing.price (item, valid_from, amount) VALUES ('edit', '2026-11-01Z', 500)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM billing.price WHERE item = 'edit'`);
    await db.query(`DROP TABLE generator.edit`);
  }
}
