import type { KeepProviderBill } from '@aisha/contracts/billing';
import { WORKERS, type Transaction } from '@aisha/database';
import { Injectable } from '@nestjs/common';

/** What a provider billed for a day, and what our own rows list for that day, in US dollars. */
interface ComparedDay {
  readonly billed: number;
  readonly listed: number;
}

const CALLS = WORKERS.map(
  (schema) =>
    `SELECT model, micro_dollars FROM ${schema}.provider_call
     WHERE provider = $1 AND called_at >= $2::date::timestamp AT TIME ZONE 'UTC' AND called_at < ($2::date + 1)::timestamp AT TIME ZONE 'UTC'`,
).join(' UNION ALL ');

/** The only writer of what providers bill. */
@Injectable()
export class ProviderBillStore {
  /**
   * Keeps a day of a bill beside what our own rows say about it. Resolves to both sums; undefined when this reading of that day, or a later
   * one, is kept already.
   */
  async keep(tx: Transaction, { provider, day, readAt, lines }: KeepProviderBill): Promise<ComparedDay | undefined> {
    const kept = await tx.query<object[]>(
      `INSERT INTO billing.provider_bill AS kept (provider, day, read_at) VALUES ($1, $2, $3)
       ON CONFLICT (provider, day) DO UPDATE SET read_at = excluded.read_at WHERE kept.read_at < excluded.read_at RETURNING day`,
      [provider, day, readAt],
    );
    if (kept.length === 0) return undefined;
    await tx.query(`DELETE FROM billing.provider_bill_line WHERE provider = $1 AND day = $2`, [provider, day]);
    const written = await tx.query<{ billed: string; listed: string }[]>(
      `WITH bill AS (SELECT model, sum(billed) AS billed FROM unnest($3::text[], $4::bigint[]) AS line (model, billed) GROUP BY model),
            ours AS (SELECT model, sum(micro_dollars) AS listed FROM (${CALLS}) AS call GROUP BY model)
       INSERT INTO billing.provider_bill_line (provider, day, model, billed, listed)
       SELECT $1, $2::date, model, coalesce(billed, 0), coalesce(listed, 0) FROM bill FULL JOIN ours USING (model)
       RETURNING billed, listed`,
      [provider, day, lines.map(({ model }) => model), lines.map(({ microDollars }) => microDollars)],
    );
    const sum = (of: 'billed' | 'listed') => written.reduce((all, line) => all + Number(line[of]), 0) / 1_000_000;
    return { billed: sum('billed'), listed: sum('listed') };
  }
}
