import type { ErrorCode, Money, OrderId, UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import type { Database } from '../connection/database';
import { PAYMENT_TYPES } from '../entities/billing/transaction.entity';
import { FileHistoryReader } from '../files/file-history.reader';
import { PersonSearchReader, type FoundPerson } from './person-search.reader';

/** How many orders of one kind a person has made, by how they ended. */
interface OrderCounts {
  readonly kind: OrderKind;
  readonly open: number;
  /** Orders that were delivered in whole or part. */
  readonly delivered: number;
  /** Orders that ended without a delivery. Some of these are charged nevertheless. */
  readonly undelivered: number;
}

/** One order of a person as operators see it, without its content. Amounts are in credits. */
export interface OrderLine {
  readonly orderId: OrderId;
  readonly kind: OrderKind;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly held: number;
  readonly charged: number;
  readonly units: number;
  readonly delivered: number | null;
  /** Why less than everything was delivered; null when all was, or while the order is under way. */
  readonly reason: ErrorCode | null;
}

/** What operators see of a person: nothing that the person wrote or sent, and no names of their things. Amounts are in credits. */
export interface PersonCard {
  readonly person: FoundPerson;
  /** The consent given last; null when there is none. */
  readonly consent: { readonly version: number; readonly agreedAt: Date; readonly withdrawnAt: Date | null } | null;
  /** Null until billing has opened the account. */
  readonly balance: { readonly available: number; readonly held: number; readonly debt: number } | null;
  readonly paid: {
    readonly payments: number;
    readonly stars: number;
    /** What cards paid, a sum for each currency. */
    readonly byCard: readonly Money[];
    readonly refunds: number;
    readonly lastAt: Date | null;
  };
  /** Telegram's id of the newest payment for a pack, among those that have not been refunded; null when there is none. */
  readonly lastPayment: string | null;
  readonly orders: readonly OrderCounts[];
  /** The ten newest orders. */
  readonly lastOrders: readonly OrderLine[];
  readonly files: { readonly files: number; readonly bytes: number };
  /** How many avatars the person has, how many of them are ready, and how many are stopped. */
  readonly avatars: { readonly all: number; readonly ready: number; readonly stopped: number };
}

const LAST_ORDERS = 10;

/** Reads what operators see of one person, from the rows of all apps. The gateway's login may read all of it. */
export class PersonCardReader {
  constructor(private readonly database: Database) {}

  /** Reads one person; null for a person we do not know. */
  async find(userId: UserId): Promise<PersonCard | null> {
    const { people } = await new PersonSearchReader(this.database).find(userId);
    const [person] = people;
    if (!person) return null;
    const [facts, orders, lastOrders, usage] = await Promise.all([
      this.facts(userId),
      this.orders(userId),
      this.lastOrders(userId),
      new FileHistoryReader(this.database).usage(userId),
    ]);
    const files = usage.reduce((sum, one) => ({ files: sum.files + one.files, bytes: sum.bytes + one.bytes }), {
      files: 0,
      bytes: 0,
    });
    return { person, ...facts, orders, lastOrders, files };
  }

  private async facts(
    userId: UserId,
  ): Promise<Pick<PersonCard, 'consent' | 'balance' | 'paid' | 'lastPayment' | 'avatars'>> {
    const [facts] = await this.database.read.query<[Awaited<ReturnType<PersonCardReader['facts']>>]>(
      `SELECT
         (SELECT json_build_object('version', version, 'agreedAt', agreed_at, 'withdrawnAt', withdrawn_at) FROM bot.consent
           WHERE user_id = $1 ORDER BY agreed_at DESC LIMIT 1) AS consent,
         (SELECT json_build_object('available', available / 100.0, 'held', held / 100.0, 'debt', debt / 100.0) FROM billing.account
           WHERE user_id = $1) AS balance,
         (SELECT json_build_object('payments', count(*), 'refunds', count(r.telegram_payment_charge_id), 'lastAt', max(t.created_at),
             'stars', coalesce(sum(p.stars), 0), 'byCard', (
               SELECT coalesce(json_agg(json_build_object('currency', currency, 'amount', amount) ORDER BY currency), '[]') FROM (
                 SELECT currency, sum(card_amount) AS amount FROM billing.purchase
                  WHERE user_id = $1 AND card_amount IS NOT NULL GROUP BY currency) AS card))
           FROM billing.transaction t
             LEFT JOIN billing.purchase p ON p.telegram_payment_charge_id = substr(t.idempotency_key, length('purchase:') + 1)
             LEFT JOIN billing.refund r USING (telegram_payment_charge_id)
           WHERE t.user_id = $1 AND type IN ${PAYMENT_TYPES}) AS paid,
         (SELECT substr(t.idempotency_key, length('purchase:') + 1) FROM billing.transaction t
           WHERE t.user_id = $1 AND type IN ${PAYMENT_TYPES} AND NOT EXISTS (
             SELECT FROM billing.refund r WHERE r.telegram_payment_charge_id = substr(t.idempotency_key, length('purchase:') + 1))
           ORDER BY t.id DESC LIMIT 1) AS "lastPayment",
         (SELECT json_build_object('all', count(*), 'ready', count(*) FILTER (WHERE status = 'completed'),
             'stopped', count(*) FILTER (WHERE stopped_at IS NOT NULL))
           FROM trainer.avatar WHERE user_id = $1 AND deleted_at IS NULL) AS avatars`,
      [userId],
    );
    const { consent, paid, ...others } = facts;
    return {
      ...others,
      consent: consent && { ...consent, agreedAt: at(consent.agreedAt)!, withdrawnAt: at(consent.withdrawnAt) },
      paid: { ...paid, lastAt: at(paid.lastAt) },
    };
  }

  private orders(userId: UserId): Promise<OrderCounts[]> {
    return this.database.read.query(
      `SELECT kind, count(*) FILTER (WHERE status = 'open')::int AS open,
              count(*) FILTER (WHERE status <> 'open' AND delivered > 0)::int AS delivered,
              count(*) FILTER (WHERE status <> 'open' AND coalesce(delivered, 0) = 0)::int AS undelivered
         FROM billing.credit_hold WHERE user_id = $1 GROUP BY kind ORDER BY count(*) DESC, kind`,
      [userId],
    );
  }

  private lastOrders(userId: UserId): Promise<OrderLine[]> {
    return this.database.read.query(
      `SELECT order_id AS "orderId", kind, created_at AS "createdAt", settled_at AS "endedAt", (amount / 100.0)::float8 AS held,
              (captured / 100.0)::float8 AS charged, units, delivered, reason
         FROM billing.credit_hold WHERE user_id = $1 ORDER BY created_at DESC LIMIT ${LAST_ORDERS}`,
      [userId],
    );
  }
}

/** A time within JSON, which is text. */
const at = (text: Date | string | null): Date | null => (text === null ? null : new Date(text));
