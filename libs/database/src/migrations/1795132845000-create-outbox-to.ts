import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each receiver with the schema of its app. */
const RECEIVERS = {
  'bot-gateway': 'bot',
  'avatar-trainer': 'trainer',
  'image-generator': 'generator',
  transcriber: 'transcriber',
  'photo-enhancer': 'enhancer',
  billing: 'billing',
} as const;

/**
 * Creates a view for each app of the messages that are addressed to it. The queue carries only ids, and an app's login must not read a
 * message meant for another app (decision 126).
 */
export class CreateOutboxTo1795132845000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    for (const sender of Object.values(RECEIVERS))
      for (const [receiver, schema] of Object.entries(RECEIVERS))
        await db.query(
          `CREATE VIEW ${sender}.outbox_to_${schema} WITH (security_barrier) AS
           SELECT id, payload FROM ${sender}.outbox WHERE receiver = '${receiver}'`,
        );
  }

  async down(db: QueryRunner): Promise<void> {
    for (const sender of Object.values(RECEIVERS))
      for (const schema of Object.values(RECEIVERS)) await db.query(`DROP VIEW ${sender}.outbox_to_${schema}`);
  }
}
