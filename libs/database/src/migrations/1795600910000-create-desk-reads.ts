import type { MigrationInterface, QueryRunner } from 'typeorm';
import { REPORT_ACTS } from './report-acts';

/**
 * Creates the indexes by which the first page of each list of the desk is read, however many rows there are, and the tables of the desk's
 * own acts and of its figures by day.
 */
export class CreateDeskReads1795600910000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(
      `CREATE INDEX purchase_newest ON billing.purchase (created_at DESC, telegram_payment_charge_id DESC)`,
    );
    await db.query(
      `CREATE INDEX credit_hold_released ON billing.credit_hold (order_id DESC) WHERE status = 'released'`,
    );
    await db.query(`
      CREATE TABLE console.operator_act (
        id         uuid           PRIMARY KEY,
        act        text           NOT NULL,
        operator   text           NOT NULL CHECK (length(operator) BETWEEN 1 AND 64),
        reason     text           CHECK (length(reason) BETWEEN 1 AND 300),
        user_id    uuid,
        subject    text,
        details    jsonb          NOT NULL DEFAULT '{}',
        outcome    text           NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    await db.query(
      `COMMENT ON TABLE console.operator_act IS 'What operators did to the desk itself, as every schema keeps it.'`,
    );
    await db.query(`CREATE INDEX operator_act_by_time ON console.operator_act (created_at, id)`);
    await db.query(`
      CREATE TABLE console.measurement (
        name     text        PRIMARY KEY,
        begun_at timestamptz NOT NULL DEFAULT now(), -- when a replica last took its turn
        figures  jsonb                               -- null until the first has ended
      )`);
    await db.query(
      `COMMENT ON TABLE console.measurement IS 'Figures of the desk by day, which one replica measures: sums and counts, nothing of anybody.'`,
    );
    await db.query(REPORT_ACTS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW report.operator_act`);
    await db.query(`DROP TABLE console.measurement, console.operator_act`);
    await db.query(REPORT_ACTS);
    await db.query(`DROP INDEX billing.credit_hold_released, billing.purchase_newest`);
  }
}
