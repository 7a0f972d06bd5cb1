import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The schemas of the apps that ask providers. A newer app makes this index with its schema. */
const WORKERS = ['trainer', 'generator', 'transcriber', 'enhancer'] as const;

/** Creates the index of a person's paid requests: without it, every request of the last 400 days was read to erase or list a person. */
export class FindCallsOfPerson1795677100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    // Requests for everybody, and those of erased people, have no person.
    for (const schema of WORKERS)
      await db.query(
        `CREATE INDEX provider_call_of_person ON ${schema}.provider_call (user_id) WHERE user_id IS NOT NULL`,
      );
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of WORKERS) await db.query(`DROP INDEX ${schema}.provider_call_of_person`);
  }
}
