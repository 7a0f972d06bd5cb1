import { Database, lowestIdAt, SCHEMAS } from '@aisha/database';
import { OPEN_CARD_RETURNS } from '@aisha/database/billing';
import { WAITING_TICKETS } from '@aisha/database/bot';
import { DAY_MS } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { ORDER_KIND, ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import { Injectable } from '@nestjs/common';
import { ModelEnds, type ModelEnd } from '../models/model-ends';

/** The orders of a kind that failed for the same reason. */
interface Failures {
  readonly kind: OrderKind;
  readonly code: string;
  readonly count: number;
}

/**
 * The failed orders of each kind. The first key bounds the search to orders that were made within the last two days, because no order runs
 * longer.
 */
const FAILED = ORDER_KINDS.map(
  (kind) =>
    `SELECT '${kind}' AS kind, error_code AS code FROM ${ORDER_KIND[kind].table}
      WHERE order_id >= $1 AND finished_at > $2 AND state = 'failed' AND error_code IS NOT NULL`,
).join(' UNION ALL ');

/** What an operator must decide or look into. */
export interface Troubles {
  readonly deadLetters: number;
  readonly undelivered: number;
  /** How many people wait for an answer of support. */
  readonly tickets: number;
  /** How many reports of misuse are open. */
  readonly reports: number;
  /** How many payments by card an operator must give back. */
  readonly cardReturns: number;
  /** Why orders failed within the last day, the most frequent reason first. */
  readonly failures: readonly Failures[];
  readonly modelEnds: readonly ModelEnd[];
}

const WAITING = `SELECT (SELECT count(*)::int FROM bot.delivery WHERE status = 'undelivered') AS undelivered,
  (SELECT count(*)::int FROM bot.support_ticket WHERE ${WAITING_TICKETS}) AS tickets,
  (SELECT count(*)::int FROM trainer.face_report WHERE closed_at IS NULL) AS reports,
  (SELECT count(*)::int ${OPEN_CARD_RETURNS}) AS "cardReturns",
  (${SCHEMAS.map((schema) => `(SELECT count(*) FROM ${schema}.dead_letter WHERE resolved IS NULL)`).join(' + ')})::int AS "deadLetters"`;

/** Reads what needs an operator now. */
@Injectable()
export class TroublesReader {
  constructor(
    private readonly database: Database,
    private readonly ends: ModelEnds,
    private readonly clock: Clock,
  ) {}

  async now(): Promise<Troubles> {
    const [waiting] = await this.database.read.query<[Omit<Troubles, 'failures' | 'modelEnds'>]>(WAITING);
    const time = this.clock.now().getTime();
    const failures = await this.database.read.query<Failures[]>(
      `SELECT kind, code, count(*)::int AS count FROM (${FAILED}) AS failed GROUP BY kind, code ORDER BY 3 DESC, 1, 2 LIMIT 20`,
      [lowestIdAt(time - 2 * DAY_MS), new Date(time - DAY_MS)],
    );
    return { ...waiting, failures, modelEnds: await this.ends.soon() };
  }
}
