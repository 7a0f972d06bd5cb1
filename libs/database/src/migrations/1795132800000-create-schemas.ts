import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The schemas of this migration: a newer schema comes with a migration of its own, and a released migration stays as it ran. */
export const FIRST_SCHEMAS = ['bot', 'trainer', 'generator', 'transcriber', 'billing'] as const;

/** One schema per app that owns tables. Who may do what with them is in `grants.ts`. */
export class CreateSchemas1795132800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of FIRST_SCHEMAS) await db.query(`CREATE SCHEMA ${schema}`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of [...FIRST_SCHEMAS].reverse()) await db.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}
