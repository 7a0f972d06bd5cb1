import { Injectable } from '@nestjs/common';
import { ORDER_KIND, type OrderKind } from '@aisha/domain';
import { Database } from '../database';

/** How many recent orders give the usual time, the same as for the cards of running orders. */
const RECENT = 20;

/** How long an order placed now would wait before it begins. */
@Injectable()
export class ExpectedWaitReader {
  constructor(private readonly database: Database) {}

  /**
   * Seconds: open orders of the kind in rounds of `atOnce`, each as long as the median of recent ones, or as `usual` while there
   * are none. 0 when one could begin at once.
   */
  async seconds(kind: OrderKind, { atOnce, usual }: { atOnce: number; usual: number }): Promise<number> {
    const { table } = ORDER_KIND[kind];
    const [found] = await this.database.read.query<[{ open: number; median: number | null }]>(
      `SELECT (SELECT count(*)::int FROM ${table} WHERE finished_at IS NULL) AS open,
              (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) FROM (
                 SELECT extract(epoch FROM finished_at - started_at)::float8 AS seconds FROM ${table}
                 WHERE state = 'succeeded' AND started_at IS NOT NULL ORDER BY finished_at DESC LIMIT ${RECENT}
               ) recent) AS median`,
    );
    return Math.floor(found.open / Math.max(1, atOnce)) * (found.median ?? usual);
  }
}
