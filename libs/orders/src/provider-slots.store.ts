import { type Database, type Schema, send, type Transaction, UNSYNCED } from '@aisha/database';
import { ACCOUNT_REFUSALS, type AppError, type ErrorCode } from '@aisha/domain';
import { KINDS_WITH_SLOTS, type KindWithSlots, ORDER_KIND, schemaOf, type ProviderWithSlots } from '@aisha/kinds';
import type { ProviderAccount } from '@aisha/providers/ports';

/** How long to pause when the account needs money or another key: nothing changes within seconds, and an operator has been alerted. */
const LOCKED_PAUSE_MS = 60_000;

/** A refusal this long after the last pause counts as a new problem, even if no submission in between was accepted. */
const FORGOTTEN_MS = 10 * 60_000;

/**
 * How long each kind leaves slots to kinds that have waited longer; for the same time after that, it leaves them none. Two rounds of an app
 * at the default of ORDERS_DISPATCH_MS.
 */
const LEFT_FOR_MS = 2_000;

/** Ten rounds of an app: an app that was not seen for as long takes no slots, so none are left to it. */
const SEEN_LATELY = `interval '10 seconds'`;
/** An app that waits for slots says so at most this often. */
const SEEN_EVERY_MS = 2_000;

/**
 * How long after its deadline an order still holds its slot. An app ends an order within one poll after the deadline, and an app that
 * restarts has these five minutes for it. The slots of an app that is down longer count no more. If the provider still runs such a request,
 * it refuses the request that is too many, which costs nothing.
 */
const SLOT_GRACE = `interval '5 minutes'`;

const kindsAt = (provider: ProviderWithSlots): KindWithSlots[] =>
  KINDS_WITH_SLOTS.filter((kind) => ORDER_KIND[kind].slots === provider);

const HAS_SLOT = `finished_at IS NULL AND slot_taken_at IS NOT NULL`;
/**
 * SQL: the slot is free again, because its times ended longer ago than the grace. A request that was not sent yet has no deadline, so the
 * lease of its process decides.
 */
const isOverdue = (at: string): string =>
  `greatest(deadline_at, lease_until, slot_taken_at) <= ${at}::timestamptz - ${SLOT_GRACE}`;

/** Only a refusal that has lasted this long is shown: after a shorter one the next try succeeds. */
const TOLD_AFTER_MS = 15_000;
/** A pause that ended this long ago without a new try is no longer shown, because nobody knows what the account would answer now. */
const TOLD_FOR_MS = 15_000;

/** A time for which the account takes no work. */
interface Pause {
  readonly until: Date;
  /** When the account began to refuse work. */
  readonly since: Date;
  readonly code: ErrorCode;
}

/** SQL: per kind, how many requests hold a slot, since when one waits for a slot, and whether its app takes slots. */
const kindsSql = (provider: ProviderWithSlots, at: string): string =>
  kindsAt(provider)
    .map(
      (kind) =>
        `SELECT '${kind}' AS kind, ${ORDER_KIND[kind].leavesSlots > 0} AS is_slow,
           (SELECT count(*)::int FROM ${ORDER_KIND[kind].table} WHERE ${HAS_SLOT} AND NOT ${isOverdue(at)}) AS taken,
           (SELECT seen_at > ${at}::timestamptz - ${SEEN_LATELY} FROM ${schemaOf(kind)}.provider_heartbeat
             WHERE provider = '${provider}') AS is_seen,
           (SELECT min(ready_at) FROM ${ORDER_KIND[kind].table} WHERE finished_at IS NULL AND state = 'queued'
               AND ready_at IS NOT NULL AND (not_before IS NULL OR not_before <= ${at}::timestamptz)) AS since`,
    )
    .join(' UNION ALL ');

/** SQL: of the pauses that the apps have recorded for the account, the one that ends last. */
const pauseSql = (provider: ProviderWithSlots): string =>
  `${[...new Set(kindsAt(provider).map(schemaOf))]
    .map(
      (schema) =>
        `SELECT paused_until AS until, paused_since AS since, code FROM ${schema}.provider_pause WHERE provider = '${provider}'`,
    )
    .join(' UNION ALL ')} ORDER BY until DESC LIMIT 1`;

/**
 * SQL: the room that an account of so many slots has for requests of a kind at the moment `at`. In two seconds of every four it leaves a
 * slot to each kind that has none, has waited longer, and whose app takes slots.
 */
const roomSql = ({ provider, limit }: ProviderAccount, own: KindWithSlots, at: string): string => {
  const { leavesSlots } = ORDER_KIND[own];
  const mostOfSlow = Math.max(1, limit - leavesSlots);
  return `WITH kind AS MATERIALIZED (${kindsSql(provider, at)}), own AS (SELECT since FROM kind WHERE kind = '${own}')
    SELECT CASE WHEN pause.until > ${at}::timestamptz THEN 0 ELSE
        greatest(0, least(${limit} - account.taken - account.left_to_others, ${leavesSlots > 0 ? `${mostOfSlow} - account.taken_by_slow` : limit}))::int END AS free,
      own.since IS NOT NULL AS "areWaiting", pause.until, pause.since, pause.code
    FROM own CROSS JOIN (
      SELECT sum(taken) AS taken, sum(taken) FILTER (WHERE is_slow) AS taken_by_slow,
        count(*) FILTER (WHERE floor(extract(epoch FROM ${at}::timestamptz) * 1000 / ${LEFT_FOR_MS})::bigint % 2 = 0
          AND kind <> '${own}' AND is_seen AND taken = 0 AND kind.since < coalesce(own.since, 'infinity')) AS left_to_others
      FROM kind, own) AS account LEFT JOIN (${pauseSql(provider)}) AS pause ON true`;
};

const overdueSql = (provider: ProviderWithSlots): string =>
  kindsAt(provider)
    .map(
      (kind) =>
        `SELECT '${kind}' AS kind, count(*)::int AS count FROM ${ORDER_KIND[kind].table} WHERE ${HAS_SLOT} AND ${isOverdue('$1')}`,
    )
    .join(' UNION ALL ');

/** SQL: the key of an account's lock: one transaction at a time counts its slots or pauses it. */
const lockKey = (provider: ProviderWithSlots): string => `hashtext('aisha.provider-slots.${provider}')`;

interface FreeSlots {
  /** How many more requests of the kind may be sent now. */
  readonly free: number;
  /** Whether ready orders of the kind wait for their turn. */
  readonly areWaiting: boolean;
}

/** The free slots, and the pause of the account. */
type Room = FreeSlots & { readonly [key in keyof Pause]: Pause[key] | null };

/** What a statement needs to take a slot if one is free. It counts the slots in SQL, under the lock of the account. */
export interface SlotCount {
  readonly lockKey: string;
  /** SQL: one row of Room. `at`: the parameter with the moment. */
  readonly room: (at: string) => string;
  /** Tells this process what the statement has found. */
  readonly found: (room: Room) => void;
}

/**
 * A provider runs only a few requests of an account at once, over all replicas of all apps. The rows themselves are the count, so a crash
 * leaves no slot taken: an order holds a slot while its `slot_taken_at` is set, but at most until five minutes past its deadline. The pause
 * of an account that refused work is a row as well, so all replicas pause together.
 */
export class ProviderSlots {
  /** The pause as this process last saw it; its row exists even when the pause is over. */
  private pausedBy: Pause | null = null;
  private takesNone = false;
  private seenUntil = new Date(0);
  private readonly sql: Readonly<Record<'overdue' | 'lock', string>>;

  constructor(
    private readonly database: Database,
    private readonly schema: Schema,
    private readonly account: ProviderAccount,
  ) {
    const { provider } = account;
    this.sql = { overdue: overdueSql(provider), lock: `pg_advisory_xact_lock(${lockKey(provider)})` };
  }

  /** The provider whose account it is. */
  get provider(): ProviderWithSlots {
    return this.account.provider;
  }

  /**
   * How many more requests of a kind may be sent now, and whether orders wait for that. Until the transaction ends, other processes wait
   * for the lock. The caller writes `slot_taken_at` before it commits. The commit need not wait for the disk: nothing is sent without a
   * submit marker. Together, the kinds whose requests take minutes leave slots to the others. For two seconds of every four, each kind
   * leaves one slot to every kind that has waited longer and holds no slot, because the app of that kind asks only at its next round. An
   * app that was not seen lately is left none.
   */
  async countFree(tx: Transaction, kind: KindWithSlots, now: Date): Promise<FreeSlots> {
    // The query runs after the lock, so it sees what the last holder wrote. Both statements are sent at once, because other processes wait
    // for the lock.
    void send(tx, `SELECT ${this.sql.lock} WHERE ${UNSYNCED}`, []);
    const [room] = await tx.query<[Room]>(roomSql(this.account, kind, '$1'), [now]);
    this.found(room, now);
    return { free: room.free, areWaiting: room.areWaiting };
  }

  /** The count of `countFree` as SQL, for the statement that gives one order its slot. */
  count(kind: KindWithSlots, now: Date): SlotCount {
    return {
      lockKey: lockKey(this.provider),
      room: (at) => roomSql(this.account, kind, at),
      found: (room) => this.found(room, now),
    };
  }

  private found({ until, since, code }: Room, now: Date): void {
    this.pausedBy = until && since && code && { until, since, code };
    this.takesNone = until !== null && until > now;
  }

  /** Records that orders of this app wait and that it takes slots, so that the other kinds leave it one. */
  async seen(now: Date): Promise<void> {
    if (now < this.seenUntil) return;
    this.seenUntil = new Date(now.getTime() + SEEN_EVERY_MS);
    await this.database.write(
      `INSERT INTO ${this.schema}.provider_heartbeat (provider, seen_at) SELECT $1, $2 WHERE ${UNSYNCED}
       ON CONFLICT (provider) DO UPDATE SET seen_at = greatest(provider_heartbeat.seen_at, excluded.seen_at)`,
      [this.provider, now],
    );
  }

  /** Slots that no longer count, of orders that their app should have ended. */
  async overdue(now: Date): Promise<{ readonly kind: KindWithSlots; readonly count: number }[]> {
    return this.database.read.query(this.sql.overdue, [now]);
  }

  /** How many requests the account runs at once. */
  get limit(): number {
    return this.account.limit;
  }

  /** Whether the account refused work when this process last looked. */
  get isPaused(): boolean {
    return this.takesNone;
  }

  /**
   * Why the account takes no work, for the people who wait; null while it takes some, or may take some within seconds.
   */
  refusal(now: Date): ErrorCode | null {
    if (!this.pausedBy) return null;
    const { until, since, code } = this.pausedBy;
    const isKnown = now.getTime() < until.getTime() + TOLD_FOR_MS;
    const lasts = ACCOUNT_REFUSALS.includes(code) || now.getTime() >= since.getTime() + TOLD_AFTER_MS;
    return isKnown && lasts ? code : null;
  }

  /**
   * The account refused work: nothing is sent for a while. Resolves to when the refusals began. A process that is counting slots
   * finishes first, so that it does not send the refused order again at once.
   */
  async pause({ code }: AppError, now: Date): Promise<Date> {
    const { busyPauseMs } = this.account;
    const until = new Date(now.getTime() + (ACCOUNT_REFUSALS.includes(code) ? LOCKED_PAUSE_MS : busyPauseMs));
    this.pausedBy = { until, since: this.pausedBy?.since ?? now, code };
    this.takesNone = true;
    const [row] = await this.database.write<{ paused_since: Date }>(
      `WITH locked AS MATERIALIZED (SELECT ${this.sql.lock})
       INSERT INTO ${this.schema}.provider_pause (provider, paused_until, paused_since, code) SELECT $1, $2, $3, $4 FROM locked
       ON CONFLICT (provider) DO UPDATE SET paused_until = $2, code = $4,
         paused_since = CASE WHEN provider_pause.paused_until < $5 THEN $3 ELSE provider_pause.paused_since END
       RETURNING paused_since`,
      [this.provider, until, now, code, new Date(now.getTime() - FORGOTTEN_MS)],
    );
    return row?.paused_since ?? now;
  }

  /** Ends the pause, because the account accepts work again. */
  async resume(): Promise<void> {
    if (!this.pausedBy) return;
    this.pausedBy = null;
    this.takesNone = false;
    await this.database.write(`DELETE FROM ${this.schema}.provider_pause WHERE provider = $1`, [this.provider]);
  }
}
