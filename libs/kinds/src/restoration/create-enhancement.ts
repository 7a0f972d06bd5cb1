import type { QueryRunner } from 'typeorm';
import { createOrderIndexes, ORDER_COLUMNS } from '../order/order-columns';

/** Makes the table and the prices of restored photos: the end of the migration that makes the schema of the photo enhancer. */
export async function createEnhancement(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE TABLE enhancer.enhancement (${ORDER_COLUMNS},
      photo_id        uuid    NOT NULL,
      scale           text    NOT NULL CHECK (scale IN ('x2', 'x4')),
      source_url      text,                       -- where the provider fetches it; a secret, gone with the end
      original_path   text,                       -- storage references; null until delivered, and when deleted
      file_path       text,
      comparison_path text,
      width           integer,                    -- of the result, in pixels
      height          integer,
      bytes           integer,                    -- of the three files together
      CHECK (file_path IS NULL OR state = 'succeeded')
    )`);
  await db.query(`COMMENT ON TABLE enhancer.enhancement IS 'A paid order: one photo of a face made sharp and larger.'`);
  await createOrderIndexes(db, 'enhancer.enhancement', 'scale');
  await db.query(`CREATE INDEX enhancement_of_user ON enhancer.enhancement (user_id, order_id DESC)`);
  await db.query(`INSERT INTO billing.price (item, valid_from, amount) VALUES
    ('restoration.x2', '2026-11-01Z', 300), ('restoration.x4', '2026-11-01Z', 500)`);
}
