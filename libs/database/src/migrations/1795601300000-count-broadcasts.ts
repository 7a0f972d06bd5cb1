import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts how far a broadcast is by an index of its messages alone. */
export class CountBroadcasts1795601300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(
      `CREATE INDEX delivery_of_broadcast ON bot.delivery (trace_id, status) WHERE class = 'broadcast' AND trace_id IS NOT NULL`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX bot.delivery_of_broadcast`);
  }
}
