import { createHash } from 'node:crypto';
import type { OrderId, TelegramId, UserId } from '@aisha/domain';
import { afterCommit, lastly, namedAtEnd, queryWithWrites, SYNCED, writeNow, type Transaction } from '@aisha/database';
import { workFacts } from '@aisha/platform';
import type { Content } from './content';

/** The card key under which a person's screen is delivered: only the newest unsent drawing of it is sent. */
export const SCREEN = 'screen';

/**
 * How urgent a delivery is. callback: ends the spinner of a pressed button; answer: the person waits for it now; result: the person has
 * waited for a while; broadcast: the person did not ask for it; progress: the state of an order, worthless once the order ends.
 */
export type DeliveryClass = 'callback' | 'answer' | 'result' | 'broadcast' | 'progress';

export interface DeliveryOptions {
  /** The class of the delivery; `answer` by default. */
  readonly class?: Exclude<DeliveryClass, 'callback'>;
  /** The key of the card or screen that this delivery draws. The sender sends only the newest unsent drawing with the same key. */
  readonly cardKey?: string;
  /** Makes only one delivery for this key, even if it answers many inputs: each picture of an album is an input. */
  readonly onceFor?: string;
  /**
   * Leaves the delivery out if an equal one was added within this many milliseconds. With a card key, it is left out only if that equal one
   * is the newest delivery of the card.
   */
  readonly onceWithinMs?: number;
  /** The shortest interval between two drawings of the card, in milliseconds. */
  readonly intervalMs?: number;
  /** The shortest interval between two drawings of the card's progress, in milliseconds. */
  readonly progressIntervalMs?: number;
  /**
   * Removes the card's unsent drawing and adds a new one, instead of changing the content of the unsent one: that one would edit a message
   * that may be removed.
   */
  readonly replaces?: boolean;
  /** How many milliseconds the first drawing of a card waits so that a second one can replace it. */
  readonly foldMs?: number;
  /** The order whose result this is; by default the order of the current work. */
  readonly orderId?: OrderId;
  /** The group in which the person asked; absent for their own chat. */
  readonly group?: GroupPlace;
  /** When the answered input arrived. The metric of the time from update to reply counts from then. */
  readonly since?: Date;
}

/** The place of a message in a group. */
export interface GroupPlace {
  readonly chatId: TelegramId;
  /** The topic; null in a group without topics, and in the general topic. */
  readonly topicId: number | null;
}

const RANKS = `ARRAY['callback', 'answer', 'result', 'broadcast', 'progress']`;

/** The SQL that says whether a delivery waits for Telegram or for a retry. A new drawing of its card does not end that wait. */
const MUST_WAIT = `waits_for IN ('retry', 'retry-after')`;

/**
 * The SQL for `status = 'pending'` in a form for which Postgres finds the row by the card's key. With statistics from a quieter hour,
 * Postgres would answer the plain condition by reading everything that waits.
 */
const IS_UNSENT = `status IS NOT DISTINCT FROM 'pending'`;

/** How many deliveries one statement adds at most. */
const AT_ONCE = 8;

/**
 * The subqueries that add the nth delivery of a statement; n counts from 0 and is a part of their names. With `anybody` the delivery is
 * added for a person who has blocked the bot, too.
 *
 * Parameters: $1 person, $2 `add` beside the unsent deliveries of its card, `replace` them or `redraw` the newest of them, $3 class, $4 card
 * key, $5 content, $6 interval, $7 progress interval, $8 fold, $9 trace, $10 once, $11 once within, $12 group.
 */
const addingFor = (nth: number, recipient: 'anybody' | 'present'): string => `
  paced_${nth} AS MATERIALIZED (
    SELECT greatest(now(), max(sent_at) + $6::float8 * interval '1 ms',
      CASE WHEN $3 = 'progress' THEN max(sent_at) FILTER (WHERE class = 'progress') + $7::float8 * interval '1 ms' END,
      CASE WHEN $8::float8 > 0 AND count(*) = 0 THEN now() + $8::float8 * interval '1 ms' END) AS until,
      count(*) = 0 AS is_first
    FROM bot.delivery WHERE user_id = $1 AND card_key = $4 AND $6::float8 + $8::float8 > 0),
  said_${nth} AS MATERIALIZED (
    SELECT id, content - 'since' = $5::jsonb - 'since' AS is_same, created_at FROM bot.delivery
    WHERE user_id = $1 AND card_key = $4 AND ($10 OR $11::float8 > 0) ORDER BY id DESC LIMIT 1),
  repeated_${nth} AS MATERIALIZED (
    SELECT FROM said_${nth} WHERE $10 OR is_same AND created_at > now() - $11::float8 * interval '1 ms'),
  -- A newer message replaces those that were not sent yet, and waits for Telegram as long as they had to.
  superseded_${nth} AS (
    UPDATE bot.delivery SET status = 'dropped', error = 'superseded'
    WHERE $2 = 'replace' AND user_id = $1 AND card_key = $4 AND ${IS_UNSENT} AND NOT EXISTS (SELECT FROM repeated_${nth})
    RETURNING not_before, waits_for),
  -- A newer drawing replaces one that was not sent yet. The last drawing need not keep the card's interval.
  redrawn_${nth} AS (
    UPDATE bot.delivery SET content = $5::jsonb, trace_id = $9,
      class = CASE WHEN array_position(${RANKS}, $3) < array_position(${RANKS}, class) THEN $3 ELSE class END,
      not_before = CASE WHEN ${MUST_WAIT} THEN not_before ELSE least(not_before, paced.until) END,
      waits_for = CASE WHEN ${MUST_WAIT} THEN waits_for
        WHEN least(not_before, paced.until) > now() THEN 'card-interval' END
    FROM paced_${nth} AS paced
    WHERE $2 = 'redraw' AND id = (SELECT max(id) FROM bot.delivery WHERE user_id = $1 AND card_key = $4 AND ${IS_UNSENT})
      AND status = 'pending' AND content->>'kind' = $5::jsonb->>'kind'
      AND content->'messageId' IS NOT DISTINCT FROM $5::jsonb->'messageId'
    RETURNING id),
  added_${nth} AS (
    INSERT INTO bot.delivery (user_id, chat_id, class, card_key, content, trace_id, not_before, waits_for, status, error, queue)
    SELECT user_id, coalesce($12::bigint, telegram_id), $3, $4, $5::jsonb, $9, greatest(paced.until, before.until),
      CASE WHEN NOT is_here THEN 'return' WHEN before.until > now() THEN before.reason
        WHEN paced.until > now() THEN CASE WHEN paced.is_first THEN 'receipt' ELSE 'card-interval' END END,
      CASE WHEN is_here THEN 'pending' ELSE 'dropped' END,
      CASE WHEN is_here THEN NULL ELSE 'bot-blocked' END,
      -- Stays behind the delivery it belongs to, if that one is deferred.
      coalesce((SELECT queue FROM bot.delivery deferred
        WHERE deferred.chat_id = coalesce($12::bigint, telegram_id) AND deferred.queue <> '' AND deferred.status IN ('pending', 'sending')
          AND (deferred.card_key = $4 OR deferred.trace_id = $9)
        ORDER BY deferred.id LIMIT 1), ${queueOfEarlier(nth)} '')
    FROM bot.person CROSS JOIN LATERAL (SELECT blocked_at IS NULL OR $12::bigint IS NOT NULL AS is_here) here, paced_${nth} AS paced,
      (SELECT max(not_before) AS until, (array_agg(waits_for ORDER BY not_before DESC))[1] AS reason FROM superseded_${nth}
        WHERE waits_for IS DISTINCT FROM 'card-interval') before${nth === 0 ? '' : `, ${afterEarlier(nth)}`}
    WHERE user_id = $1 ${recipient === 'present' ? 'AND is_here' : ''}
      AND NOT EXISTS (SELECT FROM redrawn_${nth}) AND NOT EXISTS (SELECT FROM repeated_${nth})
    ${recipient === 'anybody' ? 'FOR SHARE OF person' : ''} RETURNING id, chat_id, trace_id, queue)`;

/** The SQL that gives the queue of an earlier delivery that the same statement adds for the same order, if that delivery is deferred. */
const queueOfEarlier = (nth: number): string =>
  Array.from(
    { length: nth },
    (_, earlier) => `(SELECT queue FROM added_${earlier} AS earlier
        WHERE earlier.chat_id = coalesce($12::bigint, telegram_id) AND earlier.queue <> '' AND earlier.trace_id = $9), `,
  ).join('');
/** The SQL that adds a delivery after the one before it, because their ids are the order in which they are sent. */
const afterEarlier = (nth: number): string => `(SELECT count(*) FROM added_${nth - 1}) AS earlier`;

const countOf = (nth: number): string =>
  `(SELECT count(*) FROM added_${nth})::int + (SELECT count(*) FROM redrawn_${nth})::int + (SELECT count(*) FROM repeated_${nth})::int`;

/**
 * The end of a statement that adds this many deliveries. Its commit waits for the disk, so that a paid result is stored before it is sent.
 */
const counting = (deliveries: number): string =>
  `SELECT ARRAY[${Array.from({ length: deliveries }, (_, nth) => countOf(nth)).join(', ')}] AS counts, ${SYNCED} AS synced`;

const FOR_PRESENT = Array.from({ length: AT_ONCE }, (_, nth) => addingFor(nth, 'present'));
const FOR_ANYBODY = `WITH ${addingFor(0, 'anybody')} ${counting(1)}`;

/** What a transaction has added. */
export interface Added {
  /** The milliseconds until the first of its deliveries is due. */
  readonly dueInMs: number;
  /** The chats in whose order its deliveries are sent (`chatOf`); null stands for a delivery that keeps no order. */
  readonly chats: ReadonlySet<string | null>;
}

/** Names the chat of a delivery: the group, or the person in their own chat. */
export const chatOf = (userId: UserId, groupId: TelegramId | undefined): string => `${groupId ?? userId}`;

const NOW: Added = { dueInMs: 0, chats: new Set([null]) };

/** A delivery that its transaction has not written yet. */
interface Unwritten {
  /** The key by which the person's other deliveries of the same card, or of the same words, are found; null if it has none. */
  readonly key: string | null;
  readonly isResult: boolean;
  readonly values: readonly unknown[];
}

type GivenUp = (tx: Transaction, userId: UserId, content: Content) => Promise<void>;

/**
 * Adds messages for chats. The transaction that decides on a message adds it; the sender sends it after the commit, in order within each
 * chat.
 */
export class Deliveries {
  private readonly added: ((added: Added) => void)[] = [];
  private readonly results: ((userId: UserId, content: Content) => void)[] = [];
  private readonly givenUp: GivenUp[] = [];
  private readonly unwritten = new WeakMap<Transaction, Unwritten[]>();
  private readonly addedBy = new WeakMap<Transaction, { dueInMs: number; chats: Set<string | null> }>();

  /** Registers the sender of this process, which is woken at once; the senders of other replicas poll. */
  onAdded(listener: (added: Added) => void): void {
    this.added.push(listener);
  }

  /** Registers the sender of this process for results: it is told of each one before the transaction commits. */
  onResult(listener: (userId: UserId, content: Content) => void): void {
    this.results.push(listener);
  }

  /** Tells the sender that new deliveries were added; by default such as are due now. */
  wereAdded(what: Added = NOW): void {
    this.added.forEach((added) => added(what));
  }

  /**
   * Registers a listener for given-up deliveries that are no results. The sender of this process calls it in the transaction that gives up
   * such a delivery.
   */
  onGivenUp(listener: GivenUp): void {
    this.givenUp.push(listener);
  }

  async tellGivenUp(tx: Transaction, userId: UserId, content: Content): Promise<void> {
    for (const listener of this.givenUp) await listener(tx, userId, content);
  }

  /**
   * Adds a delivery at the end of the transaction, in one statement with the transaction's other deliveries. An unknown person gets none. A
   * person who has blocked the bot gets what goes to a group, and in their own chat only results, once they return.
   */
  async add(tx: Transaction, userId: UserId, content: Content, options: DeliveryOptions = {}): Promise<void> {
    const isNew = options.replaces || content.kind === 'message' || content.kind === 'invoice';
    const { cardKey, onceFor, onceWithinMs = 0, intervalMs = 0, progressIntervalMs = 0, foldMs = 0 } = options;
    const { group, since } = options;
    const placed = { ...content, ...(group && group.topicId !== null && { topicId: group.topicId }) };
    const key =
      cardKey ?? (onceFor !== undefined ? `once:${onceFor}` : onceWithinMs > 0 ? `once:${digest(content)}` : null);
    const values = [
      userId,
      cardKey === undefined ? 'add' : isNew ? 'replace' : 'redraw',
      content.kind === 'answer' ? 'callback' : (options.class ?? 'answer'),
      key,
      JSON.stringify(since ? { ...placed, since: since.toISOString() } : placed),
      intervalMs,
      progressIntervalMs,
      foldMs,
      options.orderId ?? workFacts().traceId ?? null,
      onceFor !== undefined,
      onceWithinMs,
      group?.chatId ?? null,
    ];
    const isResult = options.class === 'result';
    if (isResult) this.results.forEach((listener) => listener(userId, content));
    const waiting = this.unwritten.get(tx) ?? [];
    // Of two drawings of a card the later one must find the earlier one.
    if (waiting.length === AT_ONCE || (key !== null && waiting.some((earlier) => earlier.key === key)))
      await this.writeNow(tx);
    if (!this.unwritten.has(tx)) lastly(tx, () => this.write(tx));
    this.unwritten.set(tx, [...(this.unwritten.get(tx) ?? []), { key, isResult, values }]);
    this.lookAfter(tx, Math.max(intervalMs, foldMs), content.kind === 'answer' ? null : chatOf(userId, group?.chatId));
  }

  /** Wakes the sender after the commit: once, however many deliveries the transaction adds. `chat`: null for an answer to a button. */
  private lookAfter(tx: Transaction, dueInMs: number, chat: string | null): void {
    const earlier = this.addedBy.get(tx);
    const added = earlier ?? { dueInMs, chats: new Set() };
    added.dueInMs = Math.min(dueInMs, added.dueInMs);
    added.chats.add(chat);
    if (earlier) return;
    this.addedBy.set(tx, added);
    afterCommit(tx, () => this.wereAdded(added));
  }

  /** Writes the deliveries of the transaction now, with other writes that wait for its end, so that the transaction can read them. */
  async writeNow(tx: Transaction): Promise<void> {
    await this.write(tx);
    writeNow(tx);
  }

  private async write(tx: Transaction): Promise<void> {
    const deliveries = this.unwritten.get(tx)?.splice(0) ?? [];
    deliveries.forEach(({ values }, nth) => namedAtEnd(tx, FOR_PRESENT[nth]!, values));
    if (!deliveries.some(({ isResult }) => isResult)) return;
    const [{ counts }] = await queryWithWrites<[{ counts: number[] }]>(tx, counting(deliveries.length), []);
    // For a person who has blocked the bot the result is added under a lock. A person who returns at this moment waits for the lock and
    // then finds the result.
    for (const [nth, { isResult, values }] of deliveries.entries())
      if (isResult && counts[nth] === 0) await tx.query(FOR_ANYBODY, [...values]);
  }

  /**
   * Whether the newest message that shows this card has reached the chat; true if there is none. If it has not, an edit of an earlier
   * message would be shown above it.
   */
  async isNewestSent(tx: Transaction, userId: UserId, cardKey: string): Promise<boolean> {
    if (this.unwritten.get(tx)?.length) await this.writeNow(tx);
    const [newest] = await tx.query<{ isSent: boolean }[]>(
      `SELECT status = 'sent' AS "isSent" FROM bot.delivery
       WHERE user_id = $1 AND card_key = $2 AND content->>'kind' = 'message' ORDER BY id DESC LIMIT 1`,
      [userId, cardKey],
    );
    return newest?.isSent ?? true;
  }
}

const digest = (content: Content): string => createHash('sha256').update(JSON.stringify(content)).digest('base64url');
