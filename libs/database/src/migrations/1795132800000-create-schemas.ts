import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SCHEMAS } from '../schemas';

/** One schema per app that owns tables. Who may do what with them is in `grants.ts`. */
export class CreateSchemas1795132800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of SCHEMAS) await db.query(`CREATE SCHEMA ${schema}`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of [...SCHEMAS].reverse()) await db.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}
