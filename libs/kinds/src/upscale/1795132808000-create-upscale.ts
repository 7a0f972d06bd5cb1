import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createOrderIndexes, ORDER_COLUMNS } from '../order/order-columns';

/** Creates the table of orders that make delivered pictures larger, and the price of a larger picture. */
export class CreateUpscale1795132808000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE generator.upscale (${ORDER_COLUMNS},
        input     jsonb   NOT NULL,                 -- the picture: an OrderInput of kind "picture"
        size      text    NOT NULL DEFAULT '2k' CHECK (size IN ('2k', '4k')),
        source_url text,                            -- where the provider fetches it; a secret, gone with the end
        file_path text,                             -- storage reference of the result; null until delivered, and when deleted
        bytes     integer,                          -- of that file
        width     integer,                          -- of the result, in pixels
        height    integer,
        CHECK (file_path IS NULL OR state = 'succeeded')
      )`);
    await db.query(`COMMENT ON TABLE generator.upscale IS 'A paid order: one delivered picture made larger.'`);
    await createOrderIndexes(db, 'generator.upscale', 'size');
    await db.query(`CREATE INDEX upscale_of_user ON generator.upscale (user_id, order_id DESC)`);
    await db.query(`INSERT INTO billing.price (item, valid_from, amount) VALUES
      ('upscale', '2026-11-01Z', 100), ('upscale.4k', '2026-11-01Z', 300)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM billing.price WHERE item IN ('upscale', 'upscale.4k')`);
    await db.query(`DROP TABLE generator.upscale`);
  }
}
