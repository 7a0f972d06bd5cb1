import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database';

/** What a provider billed for a model within seven days, and what our own account says, in US dollars. */
interface BilledModelWeek {
  readonly provider: string;
  readonly model: string;
  readonly billed: number;
  readonly listed: number;
}

/** Reads what providers bill, beside our own account of it. */
@Injectable()
export class ProviderBillReader {
  constructor(private readonly database: Database) {}

  /** When a bill of the provider was last read; null: never. */
  async lastReadAt(provider: string): Promise<Date | null> {
    const [{ at }] = await this.database.read.query<[{ at: Date | null }]>(
      `SELECT max(read_at) AS at FROM billing.provider_bill WHERE provider = $1`,
      [provider],
    );
    return at;
  }

  /** When the bills of each provider were last read. */
  readings(): Promise<{ readonly provider: string; readonly at: Date }[]> {
    return this.database.read.query(
      `SELECT provider, max(read_at) AS at FROM billing.provider_bill GROUP BY provider ORDER BY provider`,
    );
  }

  /** The sums by model of the seven days that end with the newest day read from each provider's bill. */
  week(): Promise<BilledModelWeek[]> {
    return this.database.read.query(
      `WITH newest AS (SELECT provider, max(day) AS day FROM billing.provider_bill GROUP BY provider)
       SELECT line.provider, line.model, (sum(line.billed) / 1000000)::float8 AS billed, (sum(line.listed) / 1000000)::float8 AS listed
       FROM billing.provider_bill_line AS line JOIN newest USING (provider)
       WHERE line.day > newest.day - 7 GROUP BY line.provider, line.model ORDER BY line.provider, line.model`,
    );
  }
}
