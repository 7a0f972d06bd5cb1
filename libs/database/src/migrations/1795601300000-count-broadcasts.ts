import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the index by which the progress of a broadcast is counted, without a read of its messages. */
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
