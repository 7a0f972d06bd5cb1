import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps how many orders a person may have under way when billing refuses an order by the API as one too many: its program is told. */
export class KeepOrderLimit1795988900000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`ALTER TABLE api.placed_order ADD COLUMN max_open_orders integer CHECK (max_open_orders > 0)`);
    await db.query(
      `COMMENT ON COLUMN api.placed_order.max_open_orders IS 'How many orders its person might have under way; null unless it was refused as one too many.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE api.placed_order DROP COLUMN max_open_orders`);
  }
}
