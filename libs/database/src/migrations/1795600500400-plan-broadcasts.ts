import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets operators draft, start, pause and stop broadcasts to a part of the people (decision 227). A broadcast that is not under way has its
 * end at infinity: the previous release sends every broadcast that has no end, and so sends none of these.
 */
export class PlanBroadcasts1795600500400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      ALTER TABLE bot.broadcast
        ADD COLUMN state text NOT NULL DEFAULT 'running' CHECK (state IN ('draft', 'scheduled', 'running', 'paused', 'stopped', 'done')),
        ADD COLUMN texts jsonb NOT NULL DEFAULT '{}',   -- what the operator wrote, by language; content is made of it
        ADD COLUMN segment jsonb NOT NULL DEFAULT '{}', -- which people; {}: everybody
        ADD COLUMN begins_at timestamptz,
        ADD COLUMN reached integer NOT NULL DEFAULT 0`);
    await db.query(`CREATE INDEX broadcast_scheduled ON bot.broadcast (begins_at) WHERE state = 'scheduled'`);
    await db.query(`ALTER TABLE bot.person ADD COLUMN hears_news boolean NOT NULL DEFAULT true`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE bot.person DROP COLUMN hears_news`);
    await db.query(`DROP INDEX bot.broadcast_scheduled`);
    await db.query(
      `ALTER TABLE bot.broadcast DROP COLUMN state, DROP COLUMN texts, DROP COLUMN segment, DROP COLUMN begins_at, DROP COLUMN reached`,
    );
  }
}
