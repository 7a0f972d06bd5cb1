import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createMessagingTables } from './1795132801000-create-messaging-tables';
import { createEnhancement, createProviderPause } from '@aisha/kinds/tables';

/** Creates the schema of the photo enhancer, with its restored photos and their price. */
export class CreateEnhancer1795132817000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query('CREATE SCHEMA enhancer');
    await createMessagingTables(db, 'enhancer');
    await createProviderPause(db, 'enhancer');
    await createEnhancement(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM billing.price WHERE item IN ('restoration.x2', 'restoration.x4')`);
    await db.query(`DROP SCHEMA enhancer CASCADE`);
  }
}
