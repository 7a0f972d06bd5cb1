import { Pool, type PoolConfig, type QueryResult } from 'pg';

type Ask = (statement: string, values?: readonly unknown[]) => Promise<Partial<QueryResult>>;

/** The query of a worker before it waits: whether a job waits already, and when the next delayed one is due. */
const LOOKS = /state = 'waiting'[^]*AS present;?\s*$/;
const NEXT_DELAY = /SELECT next_delay\(\$1\)/;
const NEXT_SIGNAL = /FROM next_signal\(/;
/** The statements that claim a job: the next one alone, or together with the end of the last one. */
const CLAIMS = /SELECT \* FROM (move_to_(?:active|completed_fetch|failed_fetch)\([^)]*\));?\s*$/;
const CLAIMS_THE_NEXT = /FROM move_to_active\(/;

/**
 * The answer that BullMQ gets to its question for the rate limit and the next delayed job. Our queues limit no rate, and a waiting worker
 * asks for the next delayed job itself.
 */
const NO_SIGNAL = { rows: [{ rate_limit_ttl: '0', next_delay: null }] };
const NO_JOB = { rows: [] };

/**
 * BullMQ's connections to Postgres, which save half of its statements for a message: a query that BullMQ sends twice reaches Postgres once,
 * and one statement does the work of two. An answer of ours is never final: a worker that learns that no job waits asks again before it
 * waits.
 */
export class QueuePool extends Pool {
  /**
   * Queues that had no other job after the last claim. Their worker asks at once for another job, and is answered here that there is none.
   */
  private readonly emptied = new Set<unknown>();
  /** The answers about the next delayed job, for workers that begin to wait. */
  private readonly looking = new Map<unknown, Promise<Partial<QueryResult>>>();

  constructor(config: PoolConfig) {
    super(config);
    const ask = super.query.bind(this) as Ask;
    this.query = ((statement: string, values?: readonly unknown[]) =>
      values ? this.ask(ask, statement, values) : ask(statement)) as Pool['query'];
  }

  private async ask(ask: Ask, statement: string, values: readonly unknown[]): Promise<Partial<QueryResult>> {
    const [queue] = values;
    if (NEXT_SIGNAL.test(statement)) return NO_SIGNAL;
    if (LOOKS.test(statement)) {
      const looking = ask(statement.replace(/AS present;?\s*$/, 'AS present, next_delay($1) AS next_delay'), values);
      this.looking.set(queue, looking);
      return looking;
    }
    const looking = NEXT_DELAY.test(statement) && this.looking.get(queue);
    if (looking) {
      this.looking.delete(queue);
      return looking;
    }
    if (CLAIMS_THE_NEXT.test(statement) && this.emptied.delete(queue)) return NO_JOB;
    const claim = CLAIMS.exec(statement)?.[1];
    return claim ? this.claim(ask, claim, values) : ask(statement, values);
  }

  private async claim(ask: Ask, claim: string, values: readonly unknown[]): Promise<Partial<QueryResult>> {
    const [queue] = values;
    const claimed = await ask(
      `SELECT *, EXISTS (SELECT FROM job AS other WHERE other.queue = $1 AND other.state = 'waiting' AND other.id <> claimed.id) AS has_more
       FROM ${claim} AS claimed`,
      values,
    );
    const job = claimed.rows?.[0] as { has_more: boolean } | undefined;
    if (job && !job.has_more) this.emptied.add(queue);
    else this.emptied.delete(queue);
    return claimed;
  }
}
