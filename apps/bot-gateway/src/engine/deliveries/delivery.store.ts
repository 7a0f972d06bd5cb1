import { Injectable, Optional } from '@nestjs/common';
import type { Decision } from '@aisha/contracts';
import type { TelegramId, UserId } from '@aisha/domain';
import { UNSYNCED, Database, type Transaction } from '@aisha/database';
import type { WaitsFor } from '@aisha/database/bot';
import { DUE_AGAIN } from '../people/person.store';
import type { Content } from './content';
import { SCREEN, type DeliveryClass } from './deliveries';
import { PATIENCE_MS, RESERVED_SHARE, SPACED_BURST, TELEGRAM_LIMITS, WINDOW_MS, RateLimits } from './rate-limits';
import type { Grant } from './rate-limiter.store';

export interface Claimed {
  readonly id: number;
  readonly userId: UserId;
  readonly chatId: TelegramId;
  readonly class: DeliveryClass;
  readonly cardKey: string | null;
  readonly content: Content & { since?: string };
  readonly attempts: number;
  /** How often the delivery was taken, this time included. */
  readonly claims: number;
  readonly traceId: string | null;
  /** When the sender took the delivery, by the clock of the database. */
  readonly claimedAt: Date;
  /**
   * How long the delivery has been due, in milliseconds by the clock of the database: since it was added, or since its person returned or
   * an operator sent it again.
   */
  readonly ageMs: number;
  /** The rank of its class, for which the call was granted. */
  readonly rank: number;
  /** The grant of the first call; null for an answer to a button press, which needs none. */
  readonly grant: Grant | null;
  /**
   * The milliseconds from the statement's arrival at Postgres to the grant; during them the statement waited for another claim. Null without
   * a grant.
   */
  readonly grantedAfterMs: number | null;
  /** The message that shows the card; null when none does yet. */
  readonly cardMessageId: number | null;
}

/** A result that could not be delivered. Its content is left out. */
export interface UndeliveredResult {
  readonly userId: UserId;
  readonly kind: string;
  /** The code of Telegram's last refusal. */
  readonly reason: string | null;
}

/**
 * A delivery that a sender holds. The person is part of its key: a long upload may outlive a crash of Postgres, and by then another
 * delivery may have the same number.
 */
type InHand = Pick<Claimed, 'id' | 'userId'>;

/** How a delivery that was sent ends. */
export interface SentEnd {
  /** The pictures without which its album was sent. */
  readonly gone: readonly string[];
  /** The message that now shows the card or screen. */
  readonly shownBy: number | null;
  readonly retryWithinMs: number;
}

/** How many deliveries a sender can take now. */
export interface Capacity {
  readonly inAll: number;
  /** The capacity for classes other than `answer`. It is smaller, because some capacity is reserved for answers. */
  readonly ofOthers: number;
}

interface Claim {
  readonly claimed: readonly Claimed[];
  /**
   * The milliseconds until the next head of a chat's queue is due, or until a full window has room for a head that is due. 0 if a head is
   * due but the rate of its class or the capacity did not allow it. Null if there is no head.
   */
  readonly nextInMs: number | null;
}

/** The shares and the patience of the ranks 1 to 4 (bot.chat_queue.rank). */
const SHARES = [RESERVED_SHARE.answer, RESERVED_SHARE.result, RESERVED_SHARE.broadcast, RESERVED_SHARE.progress];
const PATIENCE = [PATIENCE_MS.answer, PATIENCE_MS.result, PATIENCE_MS.broadcast, PATIENCE_MS.progress];

/**
 * The SQL that tells the triggers (bot.delivery_changed) to look up no head for these chats in this transaction. The statement knows that
 * no delivery is left there: it sees no other one, and it has locked the chat's row in the version that it saw. A transaction that adds a
 * delivery meanwhile either writes that row, or waits for it and then looks up the head.
 */
const refreshed = (chats: string): string => `set_config('aisha.refreshed_chats', ',' || ${chats} || ',', true)`;

/**
 * If a crash of Postgres undoes the claim, its messages are sent again, as after the death of a sender.
 *
 * One statement: reads the due heads of chats, reads from the sliding window how many calls are left, and takes that many heads.
 * It waits for no lock but that of another claim.
 *
 * It chooses in this order: heads within the reserved share of their class, heads that have waited longer than their class allows,
 * and the rest; among equals the more urgent class, then the older head. Answers may use the rest of the window at once, except
 * what is reserved for waiting classes. Other classes spread evenly over the window, so an answer always finds room.
 */
export const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT head.* FROM generate_series(1, 4) AS r (rank) CROSS JOIN LATERAL (
      SELECT chat_id, head_id, rank, due_at, xmin::text AS version FROM bot.chat_queue
      WHERE head_id IS NOT NULL AND rank = r.rank AND due_at <= now() ORDER BY due_at LIMIT $1::bigint) head
    WHERE $1::bigint > 0),
  locked AS MATERIALIZED (
    SELECT granted_at, granted_rank, spaced_from FROM bot.send_window WHERE EXISTS (SELECT FROM due) FOR UPDATE),
  moment AS MATERIALIZED (SELECT locked.*, clock_timestamp() AS at FROM locked),
  recent AS MATERIALIZED (
    SELECT g.at, g.rank FROM moment, unnest(granted_at, granted_rank) AS g (at, rank)
    WHERE g.at > moment.at - $4::float8 * interval '1 ms'),
  room AS MATERIALIZED (
    SELECT at, $5::float8 - (SELECT count(*) FROM recent) AS total,
      greatest(spaced_from, at - $6::float8 * $4::float8 / $5::float8 * interval '1 ms') AS spaced_from
    FROM moment),
  used AS MATERIALIZED (
    SELECT rank, $5::float8 * ($7::float8[])[rank] AS share, (SELECT count(*) FROM recent WHERE recent.rank = r.rank) AS count
    FROM generate_series(1, 4) AS r (rank)),
  weighed AS MATERIALIZED (
    SELECT due.*, CASE
        WHEN used.count + row_number() OVER (PARTITION BY rank ORDER BY due_at) <= used.share THEN 0
        WHEN due_at < now() - ($8::float8[])[rank] * interval '1 ms' THEN 1
        ELSE 2 END AS turn
    FROM due JOIN used USING (rank)),
  numbered AS (
    SELECT weighed.*, row_number() OVER (PARTITION BY rank > 1 ORDER BY turn, rank, due_at) AS nth FROM weighed),
  chosen AS (
    SELECT numbered.* FROM numbered, room
    WHERE nth <= CASE WHEN rank = 1 THEN room.total - (SELECT count(*) FROM weighed WHERE rank > 1 AND turn = 0)
      ELSE least($2::float8, floor(extract(epoch FROM room.at - room.spaced_from) * 1000 * $5::float8 / $4::float8)) END
    ORDER BY turn, rank, due_at LIMIT (SELECT greatest(0, least($1::bigint, floor(total)))::bigint FROM room)),
  heads AS MATERIALIZED (
    SELECT d.id, chosen.rank, q.xmin::text = chosen.version AND NOT EXISTS (
        SELECT FROM bot.delivery other WHERE other.chat_id = d.chat_id AND other.status IN ('pending', 'sending')
          AND other.class <> 'callback' AND other.queue <> d.queue) AS leaves_none
    FROM chosen
      JOIN bot.chat_queue q ON q.chat_id = chosen.chat_id AND q.head_id = chosen.head_id AND q.due_at = chosen.due_at
      -- One by one: a plan for many would read all that waits.
      CROSS JOIN LATERAL (SELECT id, chat_id, queue FROM bot.delivery
        WHERE id = chosen.head_id AND status = 'pending' FOR UPDATE SKIP LOCKED) d
    FOR UPDATE OF q SKIP LOCKED),
  presses AS MATERIALIZED (
    SELECT id, 0::smallint AS rank, false AS leaves_none FROM bot.delivery
    WHERE class = 'callback' AND status = 'pending' AND not_before <= now()
      -- Calls yet to come: the bot was told to wait (RateLimiterStore.pause).
      AND NOT EXISTS (SELECT FROM bot.send_window WHERE granted_at[1] > now())
    ORDER BY not_before LIMIT $1::bigint FOR UPDATE SKIP LOCKED),
  taken AS (
    UPDATE bot.delivery d SET status = CASE WHEN free.rank = 0 THEN 'sent' ELSE 'sending' END, waits_for = NULL,
      attempts = attempts + 1, claims = claims + 1, lease_until = clock_timestamp() + $3::float8 * interval '1 ms'
    FROM (SELECT * FROM heads UNION ALL SELECT * FROM presses) free WHERE d.id = free.id
    RETURNING d.*, free.rank, free.leaves_none),
  refreshed AS MATERIALIZED (
    SELECT ${refreshed(`coalesce(string_agg(chat_id::text, ','), '')`)} FROM taken WHERE leaves_none),
  numbered_taken AS MATERIALIZED (
    SELECT taken.*, row_number() OVER (PARTITION BY rank > 0 ORDER BY id) AS nth FROM taken),
  paced AS (
    UPDATE bot.chat_queue q SET head_id = CASE WHEN NOT taken.leaves_none THEN q.head_id END, paced_until =
      greatest(q.paced_until, now() - CASE WHEN q.chat_id < 0 THEN 0 ELSE $9::float8 * ($10::float8 - 1) END * interval '1 ms')
        + CASE WHEN q.chat_id < 0 THEN $11::float8 ELSE $9::float8 END * interval '1 ms'
    FROM taken WHERE q.chat_id = taken.chat_id AND taken.rank > 0),
  counted AS (
    UPDATE bot.send_window SET
      granted_at = (SELECT coalesce(array_agg(at), '{}') FROM recent)
        || (SELECT array_agg(room.at + nth * interval '1 us' ORDER BY nth) FROM numbered_taken WHERE rank > 0),
      granted_rank = (SELECT coalesce(array_agg(rank), '{}') FROM recent)
        || (SELECT array_agg(rank ORDER BY nth) FROM numbered_taken WHERE rank > 0),
      spaced_from = room.spaced_from + (SELECT count(*) FROM taken WHERE rank > 1) * $4::float8 / $5::float8 * interval '1 ms'
    FROM room WHERE EXISTS (SELECT FROM taken WHERE rank > 0)),
  open AS (
    SELECT CASE WHEN EXISTS (SELECT FROM due WHERE NOT EXISTS (SELECT FROM taken WHERE taken.id = due.head_id))
      -- Of a full window: when its oldest call leaves it.
      THEN coalesce((SELECT extract(epoch FROM min(recent.at) - room.at)::float8 * 1000 + $4::float8 FROM recent, room
        WHERE room.total <= (SELECT count(*) FROM taken WHERE rank > 0) GROUP BY room.at), 0)
      ELSE (SELECT min(extract(epoch FROM due_at - now()) * 1000)::float8
        FROM generate_series(1, 4) AS r (rank) CROSS JOIN LATERAL (
          SELECT due_at FROM bot.chat_queue WHERE head_id IS NOT NULL AND rank = r.rank AND due_at > now()
          ORDER BY due_at LIMIT 1) head) END AS in_ms)
  SELECT id::float8 AS id, user_id AS "userId", chat_id::float8 AS "chatId", class, card_key AS "cardKey", content, attempts, claims,
    trace_id AS "traceId", clock_timestamp() AS "claimedAt", rank,
    extract(epoch FROM now() - coalesce((content->>'dueAgainAt')::timestamptz, created_at))::float8 * 1000 AS "ageMs",
    (SELECT message_id::float8 FROM bot.card WHERE key = card_key) AS "cardMessageId",
    CASE WHEN rank > 0 THEN ((SELECT at FROM room) + nth * interval '1 us')::text END AS "grant",
    CASE WHEN rank > 0 THEN extract(epoch FROM (SELECT at FROM room) - statement_timestamp())::float8 * 1000 END AS "grantedAfterMs",
    in_ms AS "nextInMs"
  FROM open LEFT JOIN numbered_taken ON true
  -- A broadcast comes twice to nobody: it is not sent before its claim is on the disk.
  WHERE CASE WHEN EXISTS (SELECT FROM taken WHERE class = 'broadcast') THEN true ELSE ${UNSYNCED} END
    AND (SELECT count(*) FROM refreshed) = 1 ORDER BY rank, id`;

/** Reads and moves rows of bot.delivery for the sender. Triggers keep the head of each chat in bot.chat_queue. */
@Injectable()
export class DeliveryStore {
  constructor(
    private readonly database: Database,
    @Optional() private readonly limits: RateLimits = TELEGRAM_LIMITS,
  ) {}

  /**
   * Takes the deliveries that may be sent now and marks them `sending`, each with a grant for one call. Takes only the head of a chat's
   * queue; the next delivery waits until a replica has sent the head. Answers to button presses skip that order, need no grant, and count
   * as sent at once: if their sender dies, the person no longer waits for them.
   */
  async claim({ inAll, ofOthers }: Capacity, leaseMs: number): Promise<Claim> {
    const parameters = [inAll, ofOthers, leaseMs, ...this.window, ...this.pace];
    const rows = await this.database.write<Claimed & { nextInMs: number | null }>(CLAIM, parameters);
    return { claimed: rows.filter(({ id }) => id !== null), nextInMs: rows[0]?.nextInMs ?? null };
  }

  private get window(): unknown[] {
    return [WINDOW_MS, this.limits.perSecond, SPACED_BURST, SHARES, PATIENCE];
  }

  private get pace(): unknown[] {
    return [this.limits.chatIntervalMs, this.limits.chatBurst, this.limits.groupIntervalMs];
  }

  /**
   * Renews the lease of deliveries that are still being sent. One whose end is being written keeps its row locked until that transaction
   * ends: it is passed over, so that the other deliveries do not lose their leases meanwhile and come twice.
   */
  async renew(ids: readonly number[], leaseMs: number): Promise<void> {
    if (ids.length === 0) return;
    await this.database.write(
      `UPDATE bot.delivery SET lease_until = clock_timestamp() + $2 * interval '1 ms'
       WHERE id = ANY (ARRAY(
         SELECT id FROM bot.delivery WHERE id = ANY($1::bigint[]) AND status = 'sending' FOR UPDATE SKIP LOCKED))`,
      [ids, leaseMs],
    );
  }

  /**
   * Moves deliveries, and the deliveries that belong to them, to queues of their own, so that the rest of the chat no longer waits for
   * them.
   */
  async defer(tx: Transaction | null, ids: readonly number[]): Promise<void> {
    await (tx ? tx.query(DEFER, [ids]) : this.database.write(DEFER, [ids]));
  }

  /**
   * Marks a delivery as sent. Resolves to the milliseconds until the chat's next delivery can be due, or to null if none waits. `shownBy` is
   * the message that now shows the card or screen. Failed deliveries of the chat are retried within `retryWithinMs`, because a message has
   * just arrived there. Pictures that are `gone` leave the content of their album, whose nth picture is in its nth message.
   */
  async done(
    { id, chatId, userId, cardKey }: Pick<Claimed, 'id' | 'chatId' | 'userId' | 'cardKey'>,
    messageIds: readonly number[],
    { gone = [], shownBy, retryWithinMs }: Omit<SentEnd, 'gone'> & Partial<SentEnd>,
    tx: Transaction | null = null,
  ): Promise<number | null> {
    const parameters = [id, messageIds, chatId, retryWithinMs, shownBy, cardKey, userId, gone];
    const rows = await (tx ? tx.query<Ended[]>(DONE, parameters) : this.database.write<Ended>(DONE, parameters));
    return rows[0]?.moreInMs ?? null;
  }

  /**
   * Locks a delivery that this sender took, and that no other one has taken over since. A sender that came to a stop for longer than its
   * lease has lost it: what it learns later must not undo that another one has sent the delivery.
   */
  async isHeld(
    tx: Transaction,
    { id, userId, claims, attempts }: InHand & Pick<Claimed, 'claims' | 'attempts'>,
  ): Promise<boolean> {
    // A sender of the release before counts the attempts alone.
    const rows: unknown[] = await tx.query(
      `SELECT FROM bot.delivery WHERE id = $1 AND user_id = $2 AND claims = $3 AND attempts = $4
         AND (status = 'sending' OR class = 'callback') FOR UPDATE`,
      [id, userId, claims, attempts],
    );
    return rows.length > 0;
  }

  /** Whether a newer delivery, which replaces this one, is waiting. */
  async isSuperseded(tx: Transaction, id: number): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `SELECT FROM bot.delivery mine JOIN bot.delivery newer USING (user_id, card_key)
       WHERE mine.id = $1 AND newer.id > mine.id AND newer.status = 'pending'
         AND (newer.content->>'kind' <> 'edit' OR newer.content->'messageId' = mine.content->'messageId')`,
      [id],
    );
    return rows.length > 0;
  }

  async dropped(tx: Transaction, one: InHand, reason: string, waitsFor: WaitsFor | null = null): Promise<void> {
    await tx.query(
      `UPDATE bot.delivery SET status = 'dropped', error = $3, waits_for = $4 WHERE id = $1 AND user_id = $2`,
      [one.id, one.userId, reason, waitsFor],
    );
  }

  /** When a delivery was added, by the clock of the database; undefined once its person's rows are deleted. */
  async addedAt(tx: Transaction, { id, userId }: InHand): Promise<Date | undefined> {
    const [row] = await tx.query<{ addedAt: Date }[]>(
      `SELECT created_at AS "addedAt" FROM bot.delivery WHERE id = $1 AND user_id = $2`,
      [id, userId],
    );
    return row?.addedAt;
  }

  /** Puts a delivery back into its place in the queue, to be sent at once with another content. */
  async changed(tx: Transaction, { id, userId }: InHand, content: Content): Promise<void> {
    await tx.query(
      `UPDATE bot.delivery SET status = 'pending', not_before = clock_timestamp(), content = $3::jsonb
       WHERE id = $1 AND user_id = $2`,
      [id, userId, JSON.stringify(content)],
    );
  }

  /** Keeps a delivery until an operator decides about it. */
  async undelivered(tx: Transaction, { id, userId }: InHand, reason: string): Promise<void> {
    await tx.query(`UPDATE bot.delivery SET status = 'undelivered', error = $3 WHERE id = $1 AND user_id = $2`, [
      id,
      userId,
      reason,
    ]);
  }

  /** A result that waits for an operator's decision, locked until the transaction ends. Undefined if none with this id waits. */
  async toDecide(tx: Transaction, id: string): Promise<UndeliveredResult | undefined> {
    const [found] = await tx.query<UndeliveredResult[]>(
      `SELECT user_id AS "userId", content->>'kind' AS kind, error AS reason FROM bot.delivery
        WHERE id = $1 AND status = 'undelivered' FOR UPDATE`,
      [id],
    );
    return found;
  }

  /**
   * Sends the result once more or drops it, as an operator decided. The retry goes into a queue of the order's own, because the chat's
   * later messages have already been shown.
   */
  async decide(tx: Transaction, id: string, decision: Decision): Promise<void> {
    const change =
      decision === 'retry'
        ? `${DUE_AGAIN}, queue = coalesce(trace_id, id::text)`
        : `status = 'dropped', error = 'dropped by an operator: ' || error`;
    await tx.query(`UPDATE bot.delivery SET ${change} WHERE id = $1 AND status = 'undelivered'`, [id]);
  }

  async countUndelivered(): Promise<number> {
    const [{ count }] = (await this.database.read.query(
      `SELECT count(*)::int AS count FROM bot.delivery WHERE status = 'undelivered'`,
    )) as [{ count: number }];
    return count;
  }

  /** Puts a delivery back into its place in the queue, for another attempt after this many. */
  async retryIn(
    tx: Transaction,
    { id, userId, attempts }: InHand & Pick<Claimed, 'attempts'>,
    ms: number,
    reason: string,
  ): Promise<void> {
    await tx.query(
      `UPDATE bot.delivery SET status = 'pending', not_before = clock_timestamp() + $3 * interval '1 ms', waits_for = 'retry',
         error = $4, attempts = $5 WHERE id = $1 AND user_id = $2`,
      [id, userId, ms, reason, attempts],
    );
  }

  /** Makes the chat wait this long, except for answers to button presses. The attempt does not count as a failed one. */
  async pauseChat(
    tx: Transaction,
    { id, userId, chatId }: InHand & Pick<Claimed, 'chatId'>,
    ms: number,
  ): Promise<void> {
    await tx.query(
      `UPDATE bot.delivery SET status = 'pending', waits_for = 'retry-after', attempts = attempts - 1,
         not_before = clock_timestamp() + $3 * interval '1 ms' WHERE id = $1 AND user_id = $2`,
      [id, userId, ms],
    );
    await tx.query(
      `UPDATE bot.chat_queue SET paused_until = greatest(paused_until, clock_timestamp() + $2 * interval '1 ms') WHERE chat_id = $1`,
      [chatId, ms],
    );
  }

  /**
   * Moves deliveries to the group's new chat, without their quotes. Messages have other ids in the new chat, so a reply could quote another
   * person's message.
   */
  async moved(tx: Transaction, from: TelegramId, to: TelegramId): Promise<void> {
    await tx.query(
      `UPDATE bot.delivery SET chat_id = $2, status = 'pending', not_before = now(), content = content - 'replyTo'
       WHERE chat_id = $1 AND status IN ('pending', 'sending')`,
      [from, to],
    );
  }

  /**
   * Requeues deliveries of a sender that died while sending, although they may have arrived. Sending twice is better than never. Answers to
   * button presses and an operator's broadcasts are dropped instead, because no person waits for them; a notice of retention of the same class is
   * sent, because files are deleted after it. Resolves to how many were being sent, and how many of these had a dead sender.
   */
  async recover(): Promise<{ readonly sending: number; readonly recovered: number }> {
    const [found] = await this.database.write<{ sending: number; recovered: number }>(
      `WITH recovered AS (
         UPDATE bot.delivery d SET
           status = CASE WHEN class = 'callback'
             OR class = 'broadcast' AND EXISTS (SELECT FROM bot.broadcast news WHERE news.id::text = d.trace_id)
             THEN 'dropped' ELSE 'pending' END, error = 'sender died'
         FROM (SELECT id FROM bot.delivery WHERE status = 'sending' AND lease_until < now() FOR UPDATE SKIP LOCKED) dead
         WHERE d.id = dead.id RETURNING d.id)
       SELECT (SELECT count(*) FROM bot.delivery WHERE status = 'sending')::int AS sending,
         (SELECT count(*) FROM recovered)::int AS recovered`,
    );
    return found!;
  }

  /**
   * Clears the contents of up to `limit` deliveries that ended this long ago. A result that waits for its person's return, or for an
   * operator, keeps its content. Resolves to how many were cleared.
   */
  async clear(keepMs: number, limit: number): Promise<number> {
    const cleared = await this.database.write(
      `UPDATE bot.delivery SET content = NULL WHERE ${UNSYNCED} AND id = ANY (ARRAY(
         SELECT id FROM bot.delivery
         WHERE content IS NOT NULL AND status IN ('sent', 'dropped') AND waits_for IS DISTINCT FROM 'return'
           AND created_at < now() - $1 * interval '1 ms' AND (sent_at IS NULL OR sent_at < now() - $1 * interval '1 ms')
         ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)) RETURNING id`,
      [keepMs, limit],
    );
    return cleared.length;
  }

  /**
   * Removes up to `limit` deliveries that were added this long ago and have ended. One that was sent within `keepSentMs`, after it had waited for
   * its person or for an operator, stays: by it the bot finds the message when the person deletes a file. Resolves to how many were removed.
   */
  async prune(keepMs: number, keepSentMs: number, limit: number): Promise<number> {
    const gone = await this.database.write(
      `DELETE FROM bot.delivery WHERE id IN (
         SELECT id FROM bot.delivery WHERE status IN ('sent', 'dropped') AND created_at < now() - $1 * interval '1 ms'
           AND (sent_at IS NULL OR sent_at < now() - $2 * interval '1 ms')
         ORDER BY created_at LIMIT $3) RETURNING id`,
      [keepMs, keepSentMs, limit],
    );
    return gone.length;
  }

  /**
   * Removes up to `limit` cards whose last change is this long ago. No order changes such a card any more, because an order lasts a day at
   * most. If a removed card did change, it would come as a new message. Resolves to how many were removed.
   */
  async pruneCards(keepMs: number, limit: number): Promise<number> {
    const gone = await this.database.write(
      `DELETE FROM bot.card WHERE key IN (
         SELECT key FROM bot.card WHERE updated_at < now() - $1 * interval '1 ms' ORDER BY updated_at LIMIT $2) RETURNING key`,
      [keepMs, limit],
    );
    return gone.length;
  }
}

interface Ended {
  readonly moreInMs: number | null;
}

const DONE = `
  WITH seen AS MATERIALIZED (
    SELECT xmin::text AS version, head_id, greatest(paced_until, paused_until) AS quiet_until FROM bot.chat_queue WHERE chat_id = $3),
  -- First: who handles an input or a message has the conversation or the card, and then wants the chat's deliveries and its row.
  card AS (UPDATE bot.card SET message_id = $5 WHERE $5::bigint IS NOT NULL AND key = $6 RETURNING key),
  screen AS (
    UPDATE bot.conversation SET screen = $5 WHERE $5::bigint IS NOT NULL AND $6 = '${SCREEN}' AND user_id = $7 RETURNING user_id),
  done AS (
    UPDATE bot.delivery SET status = 'sent', sent_at = clock_timestamp(), message_ids = $2::bigint[], error = NULL,
      content = CASE WHEN cardinality($8::text[]) = 0 THEN content
        ELSE jsonb_set(content, '{pictures}', (content->'pictures') - $8::text[]) END
    WHERE id = $1 AND user_id = $7 AND (SELECT count(*) FROM card) + (SELECT count(*) FROM screen) >= 0 RETURNING id),
  waiting AS MATERIALIZED (
    SELECT id, queue <> '' AND attempts > 0 AND waits_for = 'retry' AS is_retried, not_before
    FROM bot.delivery WHERE chat_id = $3 AND status = 'pending'),
  retried AS (
    UPDATE bot.delivery d SET not_before = least(d.not_before, now() + $4 * interval '1 ms')
    FROM waiting WHERE d.id = waiting.id AND is_retried AND d.status = 'pending' AND d.waits_for = 'retry'
      AND (SELECT count(*) FROM done) >= 0 RETURNING d.id),
  open AS MATERIALIZED (
    SELECT min(greatest((SELECT quiet_until FROM seen),
      CASE WHEN is_retried THEN least(not_before, now() + $4 * interval '1 ms') ELSE not_before END)) AS due_at FROM waiting),
  -- Last, as every transaction locks it.
  locked AS MATERIALIZED (
    SELECT q.xmin::text AS version FROM bot.chat_queue q, open
    WHERE q.chat_id = $3 AND open.due_at IS NULL AND (SELECT count(*) FROM done) + (SELECT count(*) FROM retried) > 0
    FOR UPDATE OF q)
  SELECT CASE WHEN due_at > now() THEN extract(epoch FROM due_at - now())::float8 * 1000 WHEN due_at <= now() THEN 0 END AS "moreInMs",
    (SELECT ${refreshed('$3')} FROM seen JOIN locked USING (version) WHERE seen.head_id IS NULL)
  FROM open WHERE ${UNSYNCED}`;

const DEFER = `
  UPDATE bot.delivery d SET queue = coalesce(slow.trace_id, slow.id::text)
  FROM bot.delivery slow
  WHERE slow.id = ANY($1::bigint[]) AND slow.queue = ''
    AND d.chat_id = slow.chat_id AND d.status IN ('pending', 'sending') AND d.queue = '' AND d.class <> 'callback'
    AND (d.id = slow.id OR (d.id > slow.id AND (d.trace_id = slow.trace_id OR d.card_key = slow.card_key)))`;
