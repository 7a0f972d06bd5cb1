import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a credit brings, in US cents, as billing has measured it last; NULL before it has. */
const CENTS_OF_CREDIT = `(SELECT (figures ->> 'dollarsOfCredit')::numeric * 100 FROM billing.measurement
  WHERE figures ? 'dollarsOfCredit' ORDER BY begun_at DESC LIMIT 1)`;

/** Cost and margin by day, kind and model, and the providers' bills beside our account; for the owner alone. */
export class CreateMarginViews1795600210000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '3s'`);
    await db.query(`
      CREATE VIEW report.cost_by_day AS
      WITH whole AS (SELECT order_id, sum(micro_dollars) AS cost FROM report.provider_call WHERE order_id IS NOT NULL GROUP BY order_id),
           part AS (
             SELECT (call.called_at AT TIME ZONE 'UTC')::date AS day, call.kind, call.provider, call.model, count(*) AS calls,
                    sum(call.micro_dollars) AS listed, coalesce(sum(hold.captured * call.micro_dollars / nullif(whole.cost, 0)), 0) AS captured
             FROM report.provider_call call
             LEFT JOIN whole USING (order_id)
             LEFT JOIN billing.credit_hold hold USING (order_id)
             GROUP BY 1, call.kind, call.provider, call.model),
           line AS (
             SELECT part.*, part.listed * coalesce(bill.billed / nullif(bill.listed, 0)::numeric, 1) AS cost
             FROM part LEFT JOIN billing.provider_bill_line bill USING (provider, day, model)
             UNION ALL
             SELECT day, NULL, provider, model, 0, 0, 0, billed FROM billing.provider_bill_line WHERE listed = 0 AND billed > 0)
      SELECT day, kind, provider, model, calls, round(cost / 10000.0, 2) AS cents, round(listed / 10000.0, 2) AS listed_cents,
             round(captured / 100.0, 2) AS credits, round(captured / 100.0 * ${CENTS_OF_CREDIT} - cost / 10000.0, 2) AS margin_cents
      FROM line`);
    await db.query(
      `COMMENT ON VIEW report.cost_by_day IS 'US cents by day, kind of order and model: by the provider’s bill where one was read, else by its list. With each model’s part of the charged credits, and the margin at most.'`,
    );
    await db.query(`
      CREATE VIEW report.bill_by_day AS
      SELECT day, provider, model, round(billed / 10000.0, 2) AS billed_cents, round(listed / 10000.0, 2) AS listed_cents,
             round((billed - listed) / 10000.0, 2) AS difference_cents, read_at
      FROM billing.provider_bill_line JOIN billing.provider_bill USING (provider, day)`);
    await db.query(
      `COMMENT ON VIEW report.bill_by_day IS 'What providers bill by day and model, in US cents, beside our own account, and by how much more the bill is.'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW report.bill_by_day, report.cost_by_day`);
  }
}
