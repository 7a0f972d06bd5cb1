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
/** The answer to the query of a worker before it waits (`LOOKS`), when no job waits and none is delayed. */
const NOTHING_TO_COME = { rows: [{ present: false, next_delay: null }] };

/**
 * Claims after which nothing is left in the queue if they find no further job: the claim of the next job, and the claim that also ends a job
 * that was done.
 */
const LEAVES_NONE = /FROM move_to_(?:active|completed_fetch)\(/;
/** The statement by which a worker looks for jobs of dead workers. */
const FINDS_DEAD = /FROM move_stalled_jobs_to_wait\(/;
/**
 * The stamps of a queue that BullMQ makes by the clock of the machine: the last look for dead workers, before which nobody looks again, and
 * the locks of jobs, which others take only when the locks are over. It stamps the end of a pause so, too: an end that is a minute too late
 * by the time of Postgres is mended here at once.
 */
const STAMPS = `
  WITH clock AS (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now),
  pauses AS (
    UPDATE job SET process_at_ms = now + delay_ms FROM clock
     WHERE queue = $1 AND state = 'delayed' AND process_at_ms > now + delay_ms + 60000)
  SELECT field AS what, value AS stamp FROM meta WHERE queue = $1 AND field = 'stalled-check'
  UNION ALL SELECT id, locked_until_ms::text FROM job WHERE queue = $1 AND state = 'active'`;
/** Ends those of these stamps that are still the same. */
const END_STAMPS = `
  WITH old AS (SELECT * FROM unnest($2::text[], $3::text[]) AS old (what, stamp)),
  looks AS (
    UPDATE meta SET value = '0' FROM old WHERE queue = $1 AND field = 'stalled-check' AND field = what AND value = stamp)
  UPDATE job SET locked_until_ms = 0 FROM old
   WHERE queue = $1 AND state = 'active' AND id = what AND locked_until_ms::text = stamp`;
/**
 * How many times as long as a lock lasts a process waits between two looks at the stamps. A process that lives makes a lock anew twice in its
 * time, and looks for dead workers at least as often.
 */
const LOCKS_BETWEEN_LOOKS = 6;

/**
 * How old a claim may be for its answer to serve also as the answer to `LOOKS`, which a worker sends right after its claim. After an older
 * claim Postgres is asked.
 */
const QUIET_MS = 1_000;

/**
 * BullMQ's connections to Postgres, which save half of its statements for a message: a query that BullMQ sends twice is sent once, and one
 * statement answers two. The answer to a claim also answers `LOOKS`, the query before the wait, if nothing has happened in the queue since
 * and this process listens for its news. No job is missed by that: one that comes now wakes the worker, which listens before it sends
 * `LOOKS`.
 */
export class QueuePool extends Pool {
  /**
   * Queues that had no other job after the last claim. Their worker asks at once for another job, and is answered here that there is none.
   */
  private readonly emptied = new Set<unknown>();
  /** The answers about the next delayed job, for workers that begin to wait. */
  private readonly looking = new Map<unknown, Promise<Partial<QueryResult>>>();
  /**
   * Queues whose last claim has left nothing, and in which nothing has happened since. The value is the moment until which this is believed.
   */
  private readonly quiet = new Map<unknown, number>();
  /** How often something has happened in a queue, as far as this process knows. */
  private readonly news = new Map<unknown, number>();
  /**
   * How many connections were lost so far, and how many when a worker last sent `LOOKS`. A worker listens before it sends `LOOKS`, so an
   * equal number means that it still listens.
   */
  private lost = 0;
  private lostAtLook = -1;
  /** The stamps of each queue at the last look at them. */
  private readonly stamps = new Map<unknown, ReadonlyMap<string, string>>();
  private stampsDueAt = 0;
  /** How long a worker of this process locks a job, in milliseconds. */
  lockMs = 30_000;

  constructor(config: PoolConfig) {
    super(config);
    this.on('connect', (client) => client.on('notification', ({ payload }) => this.changed(payload)));
    this.on('remove', () => (this.lost += 1));
    const ask = super.query.bind(this) as Ask;
    this.query = ((statement: string, values?: readonly unknown[]) =>
      values ? this.ask(ask, statement, values) : ask(statement)) as Pool['query'];
  }

  private async ask(ask: Ask, statement: string, values: readonly unknown[]): Promise<Partial<QueryResult>> {
    const [queue] = values;
    if (NEXT_SIGNAL.test(statement)) return NO_SIGNAL;
    if (LOOKS.test(statement)) {
      const looking = this.look(ask, statement, values);
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
    if (claim) return this.claim(ask, claim, values);
    if (FINDS_DEAD.test(statement)) await this.endOldStamps(ask, queue);
    this.changed(queue);
    return ask(statement, values);
  }

  /**
   * Ends the stamps that nobody has made anew since the last look: they are of a process that is dead, and whose clock may have been a day
   * ahead. No clock is asked, so a process that lives loses no job by a wrong one.
   */
  private async endOldStamps(ask: Ask, queue: unknown): Promise<void> {
    if (performance.now() < this.stampsDueAt) return;
    const { rows = [] } = (await ask(STAMPS, [queue])) as { rows?: { what: string; stamp: string }[] };
    const before = this.stamps.get(queue);
    const old = rows.filter(({ what, stamp }) => before?.get(what) === stamp);
    if (old.length > 0) await ask(END_STAMPS, [queue, old.map(({ what }) => what), old.map(({ stamp }) => stamp)]);
    this.stamps.set(queue, new Map(rows.map(({ what, stamp }) => [what, stamp])));
    this.stampsDueAt = performance.now() + LOCKS_BETWEEN_LOOKS * this.lockMs;
  }

  private async look(ask: Ask, statement: string, values: readonly unknown[]): Promise<Partial<QueryResult>> {
    const { lost } = this;
    const isQuiet = performance.now() < (this.quiet.get(values[0]) ?? 0);
    if (isQuiet && lost === this.lostAtLook) return NOTHING_TO_COME;
    const answer = await ask(statement.replace(/AS present;?\s*$/, 'AS present, next_delay($1) AS next_delay'), values);
    this.lostAtLook = lost;
    return answer;
  }

  private changed(queue: unknown): void {
    this.quiet.delete(queue);
    this.news.set(queue, (this.news.get(queue) ?? 0) + 1);
  }

  private async claim(ask: Ask, claim: string, values: readonly unknown[]): Promise<Partial<QueryResult>> {
    const [queue] = values;
    const leavesNone = LEAVES_NONE.test(`FROM ${claim}`);
    if (!leavesNone) this.changed(queue);
    const news = this.news.get(queue);
    const claimed = await ask(
      `SELECT *, EXISTS (SELECT FROM job AS other WHERE other.queue = $1 AND other.state = 'waiting' AND other.id <> claimed.id) AS has_more
       FROM ${claim} AS claimed, next_delay($1) AS next_delay`,
      values,
    );
    const job = claimed.rows?.[0] as { has_more: boolean; next_delay: unknown } | undefined;
    if (job && !job.has_more) {
      this.emptied.add(queue);
      const isQuiet = leavesNone && job.next_delay === null && news === this.news.get(queue);
      if (isQuiet) this.quiet.set(queue, performance.now() + QUIET_MS);
    } else {
      this.emptied.delete(queue);
      if (job) this.quiet.delete(queue);
    }
    return claimed;
  }
}
