import { Injectable } from '@nestjs/common';
import { centiCredits, type CentiCredits, type Money, type OrderId, type UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { Database } from '../connection/database';
import { PERSONS_CREDITS } from '../entities/billing/entry.entity';
import { type CreditReceipt, minutesOfSpeech, TOLD_TYPE, WHOLLY_OWED } from './history.reader';

/** The period that a statement covers. */
export interface StatementPeriod {
  readonly from: Date;
  /** The first moment after the period. */
  readonly to: Date;
}

interface MovementFields {
  readonly id: string;
  readonly at: Date;
  /** What came in; below 0 what went out. */
  readonly credits: CentiCredits;
}

/** What an order was charged. */
interface ChargeMovement extends MovementFields {
  readonly kind: OrderKind;
  readonly orderId: OrderId;
  /** The ordered units, as a receipt names them. */
  readonly units: number;
}

/** Credits that came in or left without an order. */
export interface CreditMovement extends MovementFields {
  readonly kind: CreditReceipt['kind'] | 'forfeit';
  /** How many Stars the person paid; negative for Stars that went back, 0 when the movement had none. */
  readonly stars: number;
  /** How much the person paid by card; negative for money that went back, null for Stars and when nothing was paid. */
  readonly paid: Money | null;
  /** Telegram's id of the payment; null if there was none. */
  readonly chargeId: string | null;
}

export type Movement = ChargeMovement | CreditMovement;

/** What the ledger says at the beginning and at the end of a period. */
export interface StatementBalances {
  readonly opening: CentiCredits;
  readonly closing: CentiCredits;
  /** The part of the closing balance that was reserved for orders at the end of the period. */
  readonly held: CentiCredits;
  /** What the person owed for refunded purchases at the end of the period; it is no part of the balance. */
  readonly debt: CentiCredits;
}

/** How many movements are read at once. */
const MOVEMENTS_AT_ONCE = 500;

/** SQL: whether a transaction does more than move credits between the accounts of `PERSONS_CREDITS`, or into a debt. */
const IS_MOVEMENT = `(type NOT IN ('hold', 'release', 'set-aside', 'set-back', 'debt') OR ${WHOLLY_OWED})`;
/** SQL: the types that belong to a payment, whose id is in their key. */
const OF_PAYMENT = `('purchase', 'subscription', 'refund')`;

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly type: CreditMovement['kind'] | 'capture';
  readonly credits: string;
  readonly orderId: OrderId | null;
  readonly kind: OrderKind | null;
  readonly units: number;
  readonly stars: number | null;
  readonly currency: string | null;
  readonly cardAmount: number | null;
  readonly chargeId: string | null;
}

/** A person's credits by month, from the ledger: what changed them and by how much, oldest first. */
@Injectable()
export class StatementReader {
  constructor(private readonly database: Database) {}

  /** The months in which a person has movements, newest first: «2026-11». Months begin and end in the given time zone. */
  async months(userId: UserId, timeZone: string): Promise<string[]> {
    const rows = await this.database.read.query<{ month: string }[]>(
      `SELECT DISTINCT to_char(created_at AT TIME ZONE $2, 'YYYY-MM') AS month FROM billing.transaction
       WHERE user_id = $1 AND ${IS_MOVEMENT} ORDER BY month DESC`,
      [userId, timeZone],
    );
    return rows.map(({ month }) => month);
  }

  /** When a month begins and ends in a time zone. */
  async period(month: string, timeZone: string): Promise<StatementPeriod> {
    const [period] = await this.database.read.query<[StatementPeriod]>(
      `SELECT first AT TIME ZONE $2 AS "from", (first + interval '1 month') AT TIME ZONE $2 AS "to"
       FROM (SELECT ($1 || '-01')::timestamp AS first) AS month`,
      [month, timeZone],
    );
    return period;
  }

  async balances(userId: UserId, { from, to }: StatementPeriod): Promise<StatementBalances> {
    const [row] = await this.database.read.query<[Record<keyof StatementBalances, string>]>(
      `SELECT coalesce(sum(entry.amount) FILTER (WHERE account IN ${PERSONS_CREDITS} AND created_at < $2), 0) AS opening,
              coalesce(sum(entry.amount) FILTER (WHERE account IN ${PERSONS_CREDITS}), 0) AS closing,
              coalesce(sum(entry.amount) FILTER (WHERE account = 'user-held'), 0) AS held,
              -coalesce(sum(entry.amount) FILTER (WHERE account = 'user-debt'), 0) AS debt
       FROM billing.entry JOIN billing.transaction ON transaction.id = entry.transaction_id
       WHERE entry.user_id = $1 AND created_at < $3`,
      [userId, from, to],
    );
    return {
      opening: centiCredits(row.opening),
      closing: centiCredits(row.closing),
      held: centiCredits(row.held),
      debt: centiCredits(row.debt),
    };
  }

  /**
   * The movements of a period, oldest first, some hundreds in memory at a time. Leaves out those that changed
   * neither the person's credits nor their money.
   */
  async *movements(userId: UserId, { from, to }: StatementPeriod): AsyncGenerator<Movement> {
    for (let after: string | null = null; ;) {
      const rows: Row[] = await this.database.read.query(
        `WITH movement AS MATERIALIZED (
           SELECT id, created_at, ${TOLD_TYPE} AS type, order_id, idempotency_key FROM billing.transaction
           WHERE user_id = $1 AND created_at >= $2 AND created_at < $3 AND ${IS_MOVEMENT}
             AND ($4::uuid IS NULL OR (created_at, id) > (SELECT created_at, id FROM billing.transaction WHERE id = $4))
           ORDER BY created_at, id LIMIT ${MOVEMENTS_AT_ONCE})
         SELECT movement.id, movement.created_at AS at, type, movement.order_id AS "orderId", kind,
                ${minutesOfSpeech('units')} AS units, CASE WHEN type = 'refund' THEN -stars ELSE stars END AS stars,
                currency, CASE WHEN type = 'refund' THEN -card_amount ELSE card_amount END AS "cardAmount", telegram_payment_charge_id AS "chargeId",
                (SELECT coalesce(sum(amount), 0) FROM billing.entry
                  WHERE transaction_id = movement.id AND account IN ${PERSONS_CREDITS}) AS credits
         FROM movement
         LEFT JOIN billing.credit_hold AS hold ON hold.order_id = movement.order_id
         LEFT JOIN billing.purchase ON type IN ${OF_PAYMENT}
           AND telegram_payment_charge_id = substr(idempotency_key, strpos(idempotency_key, ':') + 1)
         ORDER BY movement.created_at, movement.id`,
        [userId, from, to, after],
      );
      for (const row of rows) if (row.credits !== '0' || row.type === 'refund') yield movementOf(row);
      if (rows.length < MOVEMENTS_AT_ONCE) return;
      after = rows.at(-1)!.id;
    }
  }
}

function movementOf({
  id,
  at,
  type,
  credits,
  orderId,
  kind,
  units,
  stars,
  currency,
  cardAmount,
  chargeId,
}: Row): Movement {
  const paid = currency !== null && cardAmount !== null ? { currency, amount: cardAmount } : null;
  const fields = { id, at, credits: centiCredits(credits) };
  return type === 'capture'
    ? { ...fields, kind: kind!, orderId: orderId!, units }
    : { ...fields, kind: type, stars: stars ?? 0, paid, chargeId };
}
