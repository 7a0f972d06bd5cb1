import { ORDER_KIND, ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import type { AskRows } from '../acts/operator-act.reader';
import { aheadOf } from './turns';
import { usualSecondsOf } from './usual-time';

/** Why an order that has not ended is late. A screen has words for each reason. */
export type Stuck = 'past-its-deadline' | 'left-by-its-process' | 'at-the-provider' | 'deferred' | 'in-the-queue';

/** An order that has not ended, and its state. It holds no content. */
export interface UnfinishedOrder {
  readonly orderId: string;
  readonly userId: string;
  readonly kind: OrderKind;
  readonly state: 'queued' | 'running' | 'waiting';
  readonly createdAt: Date;
  /** Where the order stands, as an English phrase for operators. */
  readonly stands: string;
  /** How many seconds the order has stood there; an order that is worked on or queued counts from its placing. */
  readonly seconds: number;
  /** Why the order is late; null while it is in time. `status`, `orders --stuck` and the desk all use this field. */
  readonly stuck: Stuck | null;
  /** Why the order is late, in a sentence; null while it is in time. */
  readonly stuckBecause: string | null;
}

interface Row {
  readonly order_id: string;
  readonly user_id: string;
  readonly state: UnfinishedOrder['state'];
  readonly created_at: Date;
  readonly ready_at: Date | null;
  readonly not_before: Date | null;
  readonly lease_until: Date | null;
  readonly submit_started_at: Date | null;
  readonly deadline_at: Date | null;
  readonly cancel_requested_at: Date | null;
  readonly usual: number | null;
  readonly now: Date;
}

/** A worker takes up an overdue order within a minute; an order that is overdue for longer than this is reported. */
const GRACE_S = 60;
/**
 * An order at a provider is reported when it takes this many times as long as others of its kind, and at least a minute. While too few
 * others have been measured, it is reported after the kind's `longestWaitSeconds`.
 */
const TIMES_THE_USUAL = 5;
/** An order that waits longer than this for its turn is reported, because a person who waits longer asks for help. */
const QUEUED_TOO_LONG_S = 600;
/** The most orders of a kind in a list: nobody reads a longer one. */
export const LISTED_AT_MOST = 1_000;

/** The columns of every order that every app may read (grants.ts). */
const COLUMNS =
  'order_id, user_id, state, created_at, ready_at, not_before, lease_until, submit_started_at, deadline_at, cancel_requested_at';

/** Orders that have not ended, oldest first, at most LISTED_AT_MOST of each kind. */
export async function unfinishedOrders(ask: AskRows): Promise<UnfinishedOrder[]> {
  const found: UnfinishedOrder[] = [];
  for (const kind of ORDER_KINDS) {
    const rows = await ask<Row>(
      `SELECT ${COLUMNS}, now() AS now, (${usualSecondsOf(kind)}) AS usual FROM ${ORDER_KIND[kind].table}
        WHERE finished_at IS NULL ORDER BY created_at LIMIT ${LISTED_AT_MOST}`,
      [],
    );
    found.push(...rows.map((row) => unfinished(kind, row)));
  }
  return found.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** Where these orders of a kind stand; those that have ended are left out. */
export async function unfinishedOf(
  ask: AskRows,
  kind: OrderKind,
  orderIds: readonly string[],
): Promise<UnfinishedOrder[]> {
  const rows = await ask<Row>(
    `SELECT ${COLUMNS}, now() AS now, (${usualSecondsOf(kind)}) AS usual FROM ${ORDER_KIND[kind].table}
      WHERE order_id = ANY ($1::uuid[]) AND finished_at IS NULL`,
    [orderIds],
  );
  return rows.map((row) => unfinished(kind, row));
}

/** Where one order stands, and how many are before it while it waits for its turn; null if it has ended. */
export async function unfinishedOrder(ask: AskRows, kind: OrderKind, orderId: string): Promise<UnfinishedOrder | null> {
  const [found] = await unfinishedOf(ask, kind, [orderId]);
  if (!found || found.state !== 'queued') return found ?? null;
  const [place] = await ask<{ ahead: number }>(aheadOf(kind), [orderId]);
  return { ...found, stands: `${found.stands}, ${place?.ahead ?? 0} before it` };
}

export const stuckOrders = async (ask: AskRows): Promise<UnfinishedOrder[]> =>
  (await unfinishedOrders(ask)).filter(({ stuckBecause }) => stuckBecause !== null);

function unfinished(kind: OrderKind, row: Row): UnfinishedOrder {
  const { order_id: orderId, user_id: userId, state, created_at: createdAt, now } = row;
  const since = (at: Date | null): number => (at === null ? 0 : Math.round((now.getTime() - at.getTime()) / 1_000));
  const { slots, worker, longestWaitSeconds } = ORDER_KIND[kind];
  const place = ((): Pick<UnfinishedOrder, 'stands' | 'seconds' | 'stuck' | 'stuckBecause'> => {
    if (row.deadline_at !== null && since(row.deadline_at) > GRACE_S)
      return {
        stands: 'past its deadline',
        seconds: since(row.deadline_at),
        stuck: 'past-its-deadline',
        stuckBecause: `${worker} has not ended it: is the app there?`,
      };
    if (row.lease_until !== null && since(row.lease_until) > GRACE_S)
      return {
        stands: 'with a process that has died',
        seconds: since(row.lease_until),
        stuck: 'left-by-its-process',
        stuckBecause: `${worker} takes nothing back: is the app there?`,
      };
    if (state === 'waiting' || (state === 'running' && row.submit_started_at !== null)) {
      const seconds = since(row.submit_started_at ?? createdAt);
      const longest = row.usual === null ? longestWaitSeconds : Math.max(GRACE_S, TIMES_THE_USUAL * row.usual);
      const usual = row.usual === null ? '' : `, usually ${Math.round(row.usual)} s`;
      return {
        stands: `at the provider${usual}`,
        seconds,
        stuck: seconds > longest ? 'at-the-provider' : null,
        stuckBecause: seconds > longest ? 'the provider does not end it: it is polled until its deadline' : null,
      };
    }
    if (state === 'running')
      return { stands: 'being worked on', seconds: since(createdAt), stuck: null, stuckBecause: null };
    const seconds = since(createdAt);
    const isDeferred = row.not_before !== null && row.not_before > now;
    const stands = isDeferred
      ? 'deferred'
      : row.lease_until !== null
        ? 'being prepared'
        : row.ready_at !== null && slots !== null
          ? `ready, waits for a slot of ${slots}`
          : 'in the queue';
    return {
      stands,
      seconds,
      stuck: seconds <= QUEUED_TOO_LONG_S ? null : isDeferred ? 'deferred' : 'in-the-queue',
      stuckBecause:
        seconds <= QUEUED_TOO_LONG_S
          ? null
          : isDeferred
            ? 'what it needs is away or refuses: `status` names it'
            : `${worker} takes nothing, or too much waits before it`,
    };
  })();
  return { orderId, userId, kind, state, createdAt, ...place };
}
