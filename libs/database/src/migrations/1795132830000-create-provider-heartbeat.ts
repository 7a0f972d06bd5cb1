import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMAS = ['trainer', 'generator', 'enhancer'] as const;

/** Creates the table of the apps that take slots of a provider now: an app leaves slots free only for apps in this table. */
export class CreateProviderHeartbeat1795132830000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const schema of SCHEMAS) {
      await db.query(`
        CREATE TABLE ${schema}.provider_heartbeat (
          provider text        PRIMARY KEY,
          seen_at  timestamptz NOT NULL   -- when a replica with orders that wait last went its round
        )`);
      await db.query(
        `COMMENT ON TABLE ${schema}.provider_heartbeat IS 'When this app last wanted slots of a provider''s account; others leave it one only then.'`,
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const schema of SCHEMAS) await db.query(`DROP TABLE ${schema}.provider_heartbeat`);
  }
}
