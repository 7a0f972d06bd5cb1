import { nextTurnIn, type Database, type Schema } from '@aisha/database';
import type { ErrorCode } from '@aisha/domain';

/** A long job as it was sent. */
interface SentJob {
  readonly messageId: string;
  readonly job: string;
  readonly traceId: string | null;
}

/** The payload itself, or SQL that reads it from its sender's outbox. */
type Payload = { readonly payload: unknown } | { readonly inOutbox: string };

/** A long job that this process works on. */
export interface TakenJob extends SentJob {
  readonly payload: unknown;
  /** The number of this run: only this run may end the job. */
  readonly run: number;
  readonly failures: number;
  readonly deaths: number;
  readonly polls: number;
  readonly errorCode: ErrorCode | null;
  /** Whether other jobs of its name waited when `take` took the job. */
  readonly hasMore: boolean;
}

/** How many jobs of one name run at once. */
export interface Places {
  /** How many run at once in one process. */
  readonly places: number;
  /** How many run at once for one person, in all processes together. */
  readonly ofOnePerson: number;
}

/** How many jobs of one name wait and run, and how long the next one has waited. */
export interface LongJobFigures {
  readonly job: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly oldestSeconds: number;
}

/** SQL: no process has the job of this row, or the process that had it has died. */
const isFree = (row: string): string => `(${row}.lease_until IS NULL OR ${row}.lease_until < now())`;
/** SQL: the job of this row waits for a process. */
export const isWaiting = (row: string): string => `${row}.not_before <= now() AND ${isFree(row)}`;
const IS_WAITING = isWaiting('long_job');

const TAKEN = `message_id AS "messageId", job, payload, trace_id AS "traceId", runs AS run, failures, deaths, polls,
  error_code AS "errorCode"`;

/**
 * The only writer of one app's `long_job`. Each job of a person has a turn one later than the person's job before it,
 * beginning at the turn of the jobs under way: three hundred jobs of one person delay another person's by one
 * (start-time fair queueing, decision 114).
 */
export class LongJobStore {
  private readonly table: string;

  constructor(
    private readonly database: Database,
    schema: Schema,
  ) {
    this.table = `${schema}.long_job`;
  }

  /**
   * Writes a job down, unless it is there already, was handled, or its sender no longer has it (senders forget only handled messages).
   * Takes it at once when this process has room, the person may have one more under way, and no other job of its name waits. Undefined: the
   * job waits, or there is nothing to do. A crash of Postgres may lose the row, as it may lose a queue's: the sender publishes the message
   * again.
   */
  async add(
    { messageId, job, traceId, ...from }: SentJob & Payload,
    handled: string,
    room: { readonly ofOnePerson: number; readonly leaseMs: number } | null = null,
  ): Promise<TakenJob | undefined> {
    // The lock keeps two jobs of one person from getting the same turn, and two jobs taken at once from getting the same place.
    const rows = await this.database.writeUnderLock<TakenJob & { isTaken: boolean }>(
      this.lockOf(job),
      `INSERT INTO ${this.table} (message_id, job, payload, trace_id, owner, turn, lease_until, runs)
       SELECT $1, $2, sent.payload, $3, sent.owner, ${nextTurnIn(this.table, 'owner = sent.owner', 'job = $2')},
         CASE WHEN may_run THEN now() + $5 * interval '1 ms' END, may_run::int
       FROM (SELECT payload, coalesce(payload ->> 'userId', payload ->> 'orderId', $1) AS owner FROM (${
         'inOutbox' in from ? from.inOutbox : 'SELECT $6::jsonb AS payload'
       }) AS message) AS sent CROSS JOIN LATERAL (
         SELECT (SELECT count(*) FROM ${this.table} WHERE job = $2 AND owner = sent.owner AND lease_until >= now()) < $4
           AND NOT EXISTS (SELECT FROM ${this.table} WHERE job = $2 AND ${IS_WAITING}) AS may_run) AS place
       WHERE NOT EXISTS (SELECT FROM ${handled} WHERE message_id = $1)
       ON CONFLICT DO NOTHING
       RETURNING ${TAKEN}, false AS "hasMore", lease_until IS NOT NULL AS "isTaken"`,
      [
        ...[messageId, job, traceId, room?.ofOnePerson ?? 0, room?.leaseMs ?? 0],
        ...('payload' in from ? [JSON.stringify(from.payload ?? null)] : []),
      ],
    );
    return rows.find(({ isTaken }) => isTaken);
  }

  /** The names, among these, whose jobs wait for a process; and whether the app has any long job at all, of any name and state. */
  async due(jobs: readonly string[]): Promise<{ readonly names: readonly string[]; readonly hasJobs: boolean }> {
    const [found] = await this.database.read.query<[{ names: string[]; hasJobs: boolean }]>(
      `SELECT ARRAY (SELECT DISTINCT job FROM ${this.table} WHERE job = ANY ($1) AND ${IS_WAITING}) AS names,
         EXISTS (SELECT FROM ${this.table}) AS "hasJobs"`,
      [jobs],
    );
    return found;
  }

  /**
   * Takes the next waiting job of a person who may have one more under way; undefined when there is none. Of jobs with the same turn, it
   * prefers that of the person with the fewest jobs under way, and then a job that is its person's last: a person with one job does not
   * wait for five people with hundreds. A row that is locked is passed over: its job is being ended or put back at this moment, and all
   * processes would wait behind the lock for it.
   */
  async take(job: string, ofOnePerson: number, leaseMs: number): Promise<TakenJob | undefined> {
    // Without the lock two processes that look at once would each see the last place free.
    const [taken] = await this.database.writeUnderLock<TakenJob>(
      this.lockOf(job),
      `WITH under_way AS MATERIALIZED (
         SELECT owner, count(*) AS jobs FROM ${this.table} WHERE job = $1 AND lease_until >= now() GROUP BY owner)
       UPDATE ${this.table} SET lease_until = now() + $3 * interval '1 ms', runs = runs + 1,
         deaths = deaths + (lease_until IS NOT NULL)::int
       WHERE message_id = (
         SELECT message_id FROM ${this.table} LEFT JOIN under_way USING (owner)
         WHERE job = $1 AND ${IS_WAITING} AND coalesce(jobs, 0) < $2
         ORDER BY turn, coalesce(jobs, 0), EXISTS (
           SELECT FROM ${this.table} AS more
           WHERE more.job = $1 AND more.owner = long_job.owner AND more.turn > long_job.turn), message_id
         LIMIT 1 FOR UPDATE OF long_job SKIP LOCKED)
       RETURNING ${TAKEN}, EXISTS (
           SELECT FROM ${this.table} AS other
           WHERE other.job = $1 AND ${isWaiting('other')} AND other.message_id <> long_job.message_id) AS "hasMore"`,
      [job, ofOnePerson, leaseMs],
    );
    return taken;
  }

  /**
   * Extends the leases of the jobs that this process still works on. A job whose end is being written keeps its row locked until that
   * transaction ends: it is passed over, so that the other jobs do not lose their leases meanwhile.
   */
  async renew(taken: readonly TakenJob[], leaseMs: number): Promise<void> {
    await this.database.write(
      `UPDATE ${this.table} SET lease_until = now() + $3 * interval '1 ms'
       WHERE message_id = ANY (ARRAY(
         SELECT message_id FROM ${this.table} JOIN unnest($1::text[], $2::int[]) AS mine (message_id, run) USING (message_id)
         WHERE runs = run FOR UPDATE OF long_job SKIP LOCKED))`,
      [taken.map(({ messageId }) => messageId), taken.map(({ run }) => run), leaseMs],
    );
  }

  /** Removes a job that has ended. */
  async remove({ messageId, run }: TakenJob): Promise<void> {
    await this.database.write(`DELETE FROM ${this.table} WHERE message_id = $1 AND runs = $2`, [messageId, run]);
  }

  /** Schedules another run after the pause; a failure code says that the job failed. */
  async requeue({ messageId, run }: TakenJob, pauseMs: number, failure: ErrorCode | null = null): Promise<void> {
    await this.database.write(
      `UPDATE ${this.table} SET lease_until = NULL, not_before = now() + $3 * interval '1 ms',
         failures = failures + ($4::text IS NOT NULL)::int, error_code = coalesce($4, error_code)
       WHERE message_id = $1 AND runs = $2`,
      [messageId, run, pauseMs, failure],
    );
  }

  /** SQL: the key of the lock under which the jobs of one name get their turns and places. */
  private lockOf(job: string): string {
    return `hashtextextended('${this.table} ${job}', 0)`;
  }

  async countPoll({ messageId, run }: TakenJob, polls: number): Promise<void> {
    await this.database.write(`UPDATE ${this.table} SET polls = $3 WHERE message_id = $1 AND runs = $2`, [
      messageId,
      run,
      polls,
    ]);
  }
}

/** SQL: measures the long jobs of an app by name; a name without jobs is left out. */
export const longJobFigures = (schema: Schema): string => `
  SELECT job, count(*) FILTER (WHERE ${IS_WAITING})::int AS waiting,
         count(*) FILTER (WHERE lease_until >= now())::int AS active,
         count(*) FILTER (WHERE ${isFree('long_job')} AND not_before > now())::int AS delayed,
         coalesce(extract(epoch FROM now() - (array_agg(added_at ORDER BY turn, message_id)
           FILTER (WHERE ${IS_WAITING}))[1]), 0)::float AS "oldestSeconds"
       FROM ${schema}.long_job GROUP BY job`;
