import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SCHEMAS } from '../schemas';

/**
 * One role and one schema of the same name per app that owns tables. A role writes its own schema and reads the others;
 * the login of DATABASE_URL is made a member of each, so that `-c role=billing` works for it.
 */
export class CreateRolesAndSchemas1795132800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of SCHEMAS) {
      // Roles belong to the whole server: another database of it, or a migration running beside us, may have made them.
      await db.query(`DO $$ BEGIN
        CREATE ROLE ${schema} NOLOGIN;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
      await db.query(`DO $$ BEGIN
        EXECUTE format('GRANT ${schema} TO %I', current_user);
      EXCEPTION WHEN unique_violation THEN NULL; WHEN internal_error THEN NULL; END $$`);
      await db.query(`CREATE SCHEMA ${schema}`);
    }
    for (const schema of SCHEMAS) {
      for (const role of SCHEMAS) {
        await db.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
        // Every table a migration makes later can be read by every app; writing is granted table by table.
        await db.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT ON TABLES TO ${role}`);
      }
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of [...SCHEMAS].reverse()) await db.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}
