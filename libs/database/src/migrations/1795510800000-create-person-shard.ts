import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the table that says which installation a person belongs to; it stays empty where a bot has one installation. */
export class CreatePersonShard1795510800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE TABLE bot.person_shard (
        telegram_id bigint      PRIMARY KEY,  -- of a person, or of a group of which Telegram itself tells
        shard       text        NOT NULL CHECK (shard ~ '^[a-z][a-z0-9-]*$'),
        since       timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE bot.person_shard IS 'In which installation of the bot a person lives; read where updates come in (decision 171).'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE bot.person_shard`);
  }
}
