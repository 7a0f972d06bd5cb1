import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMAS = ['bot', 'billing'] as const;

/** Creates the table of figures over all people, which one replica measures for all replicas (decision 28). */
export class CreateMeasurement1795527000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of SCHEMAS) {
      await db.query(`
        CREATE TABLE ${schema}.measurement (
          name     text        PRIMARY KEY,
          begun_at timestamptz NOT NULL DEFAULT now(), -- when a replica last took its turn
          figures  jsonb                               -- null until the first has ended
        )`);
      await db.query(
        `COMMENT ON TABLE ${schema}.measurement IS 'Figures over all people that one replica measures and every replica tells: sums and counts, nothing of anybody.'`,
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of SCHEMAS) await db.query(`DROP TABLE ${schema}.measurement`);
  }
}
