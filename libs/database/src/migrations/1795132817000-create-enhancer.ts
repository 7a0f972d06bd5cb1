import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createMessagingTables } from './1795132801000-create-messaging-tables';
import { createOrderIndexes, ORDER_COLUMNS } from '@aisha/kinds/tables';
import { createProviderPause } from './provider-pause';

/** Creates the schema of the photo enhancer, with its restored photos and their price. */
export class CreateEnhancer1795132817000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query('CREATE SCHEMA enhancer');
    await createMessagingTables(db, 'enhancer');
    await createProviderPause(db, 'enhancer');
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
    await db.query(
      `COMMENT ON TABLE enhancer.enhancement IS 'A paid order: one photo of a face made sharp and larger.'`,
    );
    await createOrderIndexes(db, 'enhancer.enhancement', 'scale');
    await db.query(`CREATE INDEX enhancement_of_user ON enhancer.enhancement (user_id, order_id DESC)`);
    await db.query(`INSERT INTO billing.price (item, valid_from, amount) VALUES
      ('restoration.x2', '2026-11-01Z', 300), ('restoration.x4', '2026-11-01Z', 500)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM billing.price WHERE item IN ('restoration.x2', 'restoration.x4')`);
    await db.query(`DROP SCHEMA enhancer CASCADE`);
  }
}
