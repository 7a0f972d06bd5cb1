import { Injectable } from '@nestjs/common';
import { centiCredits, type CentiCredits, type ErrorCode, type Money, type UserId } from '@aisha/domain';
import { type OrderKind, SPEECH_UNIT_SECONDS } from '@aisha/kinds';
import { Database } from '../connection/database';
import { directionOf } from './ledger-moves';

interface ReceiptFields {
  /** The key to page by: the order's id, or the transaction's. */
  readonly id: string;
  readonly at: Date;
}

/** The receipt of an order. `charged` and `released` are 0 while the order is under way. */
export interface OrderReceipt extends ReceiptFields {
  readonly kind: OrderKind;
  /** How many units were ordered: pictures, minutes, or 1. */
  readonly units: number;
  /** How many of the ordered units were delivered; 0 while the order is under way. */
  readonly delivered: number;
  readonly isOpen: boolean;
  readonly held: CentiCredits;
  readonly charged: CentiCredits;
  readonly released: CentiCredits;
  /** Why less than everything was charged; null when all was, and while the order is under way. */
  readonly reason: ErrorCode | null;
}

/**
 * Credits that came in: bought, gained, given, or corrected by an operator. Or credits that left without an order: with Stars that went
 * back, for a debt, with a gain that was taken back, taken by an operator, or as a gift.
 */
export interface CreditReceipt extends ReceiptFields {
  readonly kind: (typeof CREDIT_RECEIPTS)[number];
  /** An amount below 0 left the account. */
  readonly credited: CentiCredits;
  /** Telegram's id of the payment or refund; null for other receipts. */
  readonly chargeId: string | null;
  /** What the payment cost; null for receipts without one. */
  readonly paid: Money | null;
}

/** The kinds of receipts that belong to no order. */
export const CREDIT_RECEIPTS = [
  'purchase',
  'subscription',
  'welcome',
  'correction',
  'refund',
  'debt-payment',
  'deduction',
  'promo',
  'referral',
  'referral-picture',
  'gain-back',
  'gift-sent',
  'gift-received',
  'gift-back',
] as const;

/** SQL: the receipts of credits that left the account. */
const LEAVES = `(${CREDIT_RECEIPTS.filter((type) => directionOf(type) < 0)
  .map((type) => `'${type}'`)
  .join(', ')})`;

export type Receipt = OrderReceipt | CreditReceipt;

interface HistoryPage {
  readonly receipts: readonly Receipt[];
  /** Pass it as `before` for the next page; null at the end. */
  readonly next: string | null;
}

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly kind: Receipt['kind'];
  readonly is_order: boolean;
  readonly is_open: boolean;
  readonly amount: string;
  readonly charged: string;
  readonly reason: ErrorCode | null;
  readonly units: number;
  readonly delivered: number;
  readonly charge_id: string | null;
  readonly currency: string | null;
  readonly paid: number | null;
}

/** SQL: the units as a receipt names them. For speech these are minutes, where a started minute counts as a whole one. */
export const minutesOfSpeech = (units: string): string =>
  `CASE WHEN item = 'transcription.speech' THEN ceil(${units} * ${SPEECH_UNIT_SECONDS} / 60.0)::int ELSE ${units} END`;

/**
 * SQL: whether a transaction is the debt of a payment that went back when all its credits were spent. Then no other row of the ledger says
 * that the money went back.
 */
export const WHOLLY_OWED = `(type = 'debt' AND idempotency_key NOT LIKE 'debt:gain:%' AND NOT EXISTS (
  SELECT FROM billing.transaction AS refund WHERE refund.idempotency_key = 'refund:' || substr(transaction.idempotency_key, length('debt:') + 1)))`;
/** SQL: the type of a transaction as people read it. */
export const TOLD_TYPE = `CASE type WHEN 'debt' THEN 'refund' ELSE type END`;

/** SQL: the receipts of a person. $1 is the person, $2 the types of transactions that belong to no order. */
const RECEIPT = `receipt AS (
  SELECT order_id AS id, created_at AS at, kind, true AS is_order, status = 'open' AS is_open, amount, captured AS charged, reason,
    ${minutesOfSpeech('units')} AS units, ${minutesOfSpeech('coalesce(delivered, 0)')} AS delivered, NULL AS charge_id
  FROM billing.credit_hold WHERE user_id = $1
  UNION ALL
  SELECT id, created_at, ${TOLD_TYPE}, false, false,
    CASE WHEN type = 'debt' THEN 0 WHEN type IN ${LEAVES} THEN -amount ELSE amount END, 0, NULL,
    0, 0, CASE WHEN type IN ('purchase', 'subscription', 'refund', 'debt') THEN substr(idempotency_key, strpos(idempotency_key, ':') + 1) END
  FROM billing.transaction WHERE user_id = $1 AND (type = ANY ($2) OR ${WHOLLY_OWED}))`;

/** SQL: what the payment of a receipt cost. */
const PAID = ['currency', 'coalesce(card_amount, stars)']
  .map((column) => `(SELECT ${column} FROM billing.purchase WHERE telegram_payment_charge_id = receipt.charge_id)`)
  .map((column, at) => `${column} AS ${['currency', 'paid'][at]}`)
  .join(', ');

/** The history of a person's credits, newest first: one receipt per order, and one for each other change of the credits. */
@Injectable()
export class HistoryReader {
  constructor(private readonly database: Database) {}

  /** One page of receipts. A `before` that is not one of the person's own receipts gives an empty page. */
  async page(userId: UserId, { before, limit }: { before?: string; limit: number }): Promise<HistoryPage> {
    const rows: Row[] = await this.database.read.query(
      `WITH ${RECEIPT}
       SELECT receipt.*, ${PAID} FROM receipt
        WHERE $3::uuid IS NULL OR (at, id) < (SELECT at, id FROM receipt WHERE id = $3)
        ORDER BY at DESC, id DESC
        LIMIT $4`,
      [userId, CREDIT_RECEIPTS, before ?? null, limit + 1],
    );
    const receipts = rows.slice(0, limit).map(receiptOf);
    return { receipts, next: rows.length > limit ? (receipts.at(-1)?.id ?? null) : null };
  }

  /** Finds a receipt of the person; null for any other id. */
  async find(userId: UserId, id: string): Promise<Receipt | null> {
    const [row] = await this.database.read.query<Row[]>(
      `WITH ${RECEIPT} SELECT receipt.*, ${PAID} FROM receipt WHERE id = $3`,
      [userId, CREDIT_RECEIPTS, id],
    );
    return row ? receiptOf(row) : null;
  }
}

function receiptOf({ id, at, kind, is_order, is_open, amount, charged, reason, ...row }: Row): Receipt {
  if (!is_order) {
    const { charge_id: chargeId, currency, paid } = row;
    return {
      id,
      at,
      kind: kind as CreditReceipt['kind'],
      credited: centiCredits(amount),
      chargeId,
      paid: currency !== null && paid !== null ? { currency, amount: paid } : null,
    };
  }
  return {
    id,
    at,
    kind: kind as OrderKind,
    units: row.units,
    delivered: row.delivered,
    isOpen: is_open,
    held: centiCredits(amount),
    charged: centiCredits(charged),
    released: centiCredits(is_open ? 0n : BigInt(amount) - BigInt(charged)),
    reason,
  };
}
