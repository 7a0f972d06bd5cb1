import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How fast the bot talks, counted for all replicas together when there is no Redis; and finding a card's deliveries. */
export class CreateBotPacing1795132807000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    // The columns are rate-limiter-flexible's (RateLimiterPostgres). Unlogged: a crash only forgets who was in a hurry.
    await db.query(`
      CREATE UNLOGGED TABLE bot.pace (
        key    varchar(255) PRIMARY KEY,
        points integer      NOT NULL DEFAULT 0,
        expire bigint
      )`);
    await db.query(
      `COMMENT ON TABLE bot.pace IS 'Messages sent lately, in all and per chat; rows expire by themselves.'`,
    );
    await db.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON bot.pace TO bot`);
    await db.query(`CREATE INDEX delivery_card ON bot.delivery (user_id, card_key) WHERE card_key IS NOT NULL`);
    await db.query(`CREATE INDEX delivery_ended ON bot.delivery (created_at) WHERE status IN ('sent', 'dropped')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX bot.delivery_ended, bot.delivery_card`);
    await db.query(`DROP TABLE bot.pace`);
  }
}
