import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Remembers which key added a webhook, so that a webhook of a leaked key ends with it. Null for webhooks of earlier releases. */
export class BindWebhooksToKeys1795991000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE api.webhook ADD COLUMN key_id uuid`);
    await db.query(
      `COMMENT ON COLUMN api.webhook.key_id IS 'The key that added it: it goes when the key is revoked. Null: added before this was kept, and goes with any key.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE api.webhook DROP COLUMN key_id`);
  }
}
