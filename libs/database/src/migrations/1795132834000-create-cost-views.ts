import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORKERS = ['trainer', 'generator', 'transcriber', 'enhancer'] as const;
const unionOf = (columns: string, table: string): string =>
  WORKERS.map((schema) => `SELECT ${columns} FROM ${schema}.${table}`).join(' UNION ALL ');

const CENTS = 'round(sum(call.micro_dollars) / 10000.0, 2) AS cents';
/** The credits that people were charged for the orders of a row. */
const CREDITS = `round((SELECT coalesce(sum(captured), 0) FROM billing.credit_hold WHERE order_id = ANY (array_agg(DISTINCT call.order_id))) / 100.0, 2) AS credits`;

/** The list prices of providers in US cents, beside the credits that were charged; for the owner alone, as the other views of `report`. */
export class CreateCostViews1795132834000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE VIEW report.provider_call AS
      ${unionOf('user_id, order_id, kind, reason, provider, model, micro_dollars, called_at', 'provider_call')}`);
    await db.query(`
      CREATE VIEW report.free_work AS
      SELECT user_id, order_id, reason, borne_by, round(micro_dollars / 10000.0, 2) AS cents, begun_at
      FROM (${unionOf('user_id, order_id, reason, borne_by, micro_dollars, begun_at', 'free_work')}) AS given`);
    await db.query(`
      CREATE VIEW report.cost_by_kind AS
      SELECT kind, count(*) AS calls, ${CENTS}, ${CREDITS} FROM report.provider_call call GROUP BY kind`);
    await db.query(`
      CREATE VIEW report.cost_by_person AS
      SELECT user_id, count(*) AS calls, ${CENTS}, ${CREDITS},
             (SELECT coalesce(sum(free.cents), 0) FROM report.free_work free WHERE free.user_id = call.user_id) AS free_cents
      FROM report.provider_call call GROUP BY user_id`);
    await db.query(`
      CREATE VIEW report.cost_by_reason AS
      SELECT reason, provider, model, count(*) AS calls, ${CENTS} FROM report.provider_call call GROUP BY reason, provider, model`);
    for (const [view, about] of [
      ['provider_call', 'Every paid request to a provider, of all apps, in millionths of a US dollar.'],
      ['free_work', 'What of that no person paid for, in US cents, and who bears it.'],
      ['cost_by_kind', 'US cents by the providers’ lists beside the credits that were charged, by kind of order.'],
      ['cost_by_person', 'The same by person, and what of it was free.'],
      ['cost_by_reason', 'What providers are asked for: orders, and what the product adds to them.'],
    ] as const)
      await db.query(`COMMENT ON VIEW report.${view} IS '${about}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP VIEW report.cost_by_reason, report.cost_by_person, report.cost_by_kind, report.free_work, report.provider_call`,
    );
  }
}
