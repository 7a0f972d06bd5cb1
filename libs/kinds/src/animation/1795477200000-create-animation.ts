import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createOrderIndexes, ORDER_COLUMNS } from '../order/order-columns';

/** Creates the table of orders that make videos of pictures, and the price of a video. */
export class CreateAnimation1795477200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE generator.animation (${ORDER_COLUMNS},
        input      jsonb   NOT NULL,                 -- an OrderInput of kind "picture" or "photo"
        motion     text    NOT NULL,                 -- what moves
        source_url text,                             -- where the provider fetches the picture; a secret, gone with the end
        file_path  text,                             -- storage reference of the video; null until delivered, and when deleted
        cleared_by text CHECK (cleared_by IN ('both', 'moderator', 'classifier')),
        bytes      integer,                          -- of that file
        width      integer,                          -- of the video, in pixels
        height     integer,
        seconds    real,
        CHECK (file_path IS NULL OR (state = 'succeeded' AND cleared_by IS NOT NULL))
      )`);
    await db.query(`COMMENT ON TABLE generator.animation IS 'A paid order: one picture made a video.'`);
    await createOrderIndexes(db, 'generator.animation', 'motion');
    await db.query(`CREATE INDEX animation_of_user ON generator.animation (user_id, order_id DESC)`);
    await db.query(`INSERT INTO billing.price (item, valid_from, amount) VALUES ('animation', '2026-11-01Z', 1000)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM billing.price WHERE item = 'animation'`);
    await db.query(`DROP TABLE generator.animation`);
  }
}
