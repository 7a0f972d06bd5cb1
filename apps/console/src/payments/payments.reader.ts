import { Database } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { keysIn, pageOf, type Page, type PageQuery } from '../lists/page';

/** A purchase of credits. Credits are hundredths. */
export interface PaymentRow {
  /** Telegram's id of the payment. */
  readonly id: string;
  readonly userId: UserId;
  readonly packId: string;
  readonly stars: number;
  readonly credited: number;
  readonly createdAt: Date;
  /** When the Stars went back; null while they have not. */
  readonly refundedAt: Date | null;
  /** What had been spent by then, a debt of the person. */
  readonly owed: number | null;
}

/** What stands between Telegram's list of Stars and our ledger. */
export interface Reconciliation {
  /** When Telegram's list was last read to its end. */
  readonly readAt: Date | null;
  /** Payments and refunds that billing has not been told of. */
  readonly notForwarded: number;
  readonly oldestSeconds: number;
  /** The Stars that Telegram gave to affiliates within 30 days. */
  readonly commission: number;
  /** Findings of the check of the ledger. */
  readonly violations: number;
  readonly checkedUntil: Date | null;
}

const PAYMENT = `purchase.telegram_payment_charge_id AS id, purchase.user_id AS "userId", purchase.pack_id AS "packId", purchase.stars,
  purchase.credited::float8 AS credited, purchase.created_at AS "createdAt", refund.created_at AS "refundedAt", refund.owed::float8 AS owed`;
const FROM = `FROM billing.purchase LEFT JOIN billing.refund USING (telegram_payment_charge_id)`;

@Injectable()
export class PaymentsReader {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async list({ limit, after }: PageQuery, user: UserId | undefined): Promise<Page<PaymentRow>> {
    const [at = '', id = ''] = keysIn(after, 2) ?? [];
    const isKey = !Number.isNaN(Date.parse(at));
    const rows = await this.database.read.query<(PaymentRow & { readonly at: string })[]>(
      `SELECT ${PAYMENT}, purchase.created_at::text AS at ${FROM}
       WHERE (purchase.created_at, purchase.telegram_payment_charge_id) < ($2::timestamptz, $3::text)
         ${user === undefined ? '' : 'AND purchase.user_id = $4'}
       ORDER BY purchase.created_at DESC, purchase.telegram_payment_charge_id DESC LIMIT $1`,
      [limit + 1, isKey ? at : 'infinity', id, ...(user === undefined ? [] : [user])],
    );
    const page = pageOf(rows, limit, (row) => [row.at, row.id]);
    return { ...page, rows: page.rows.map(({ at: _, ...row }) => row) };
  }

  async one(id: string): Promise<PaymentRow | undefined> {
    const [payment] = await this.database.read.query<PaymentRow[]>(
      `SELECT ${PAYMENT} ${FROM} WHERE purchase.telegram_payment_charge_id = $1`,
      [id],
    );
    return payment;
  }

  async reconciliation(): Promise<Reconciliation> {
    const [found] = await this.database.read.query<[Reconciliation]>(
      `SELECT (SELECT finished_at FROM bot.star_reconciliation) AS "readAt",
              (SELECT count(*)::int FROM bot.star_transaction WHERE forwarded_at IS NULL) AS "notForwarded",
              (SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 FROM bot.star_transaction
                WHERE forwarded_at IS NULL) AS "oldestSeconds",
              (SELECT coalesce(sum(CASE kind WHEN 'payment' THEN commission ELSE -commission END), 0)::int FROM bot.star_transaction
                WHERE created_at > now() - interval '30 days') AS commission,
              (SELECT count(*)::int FROM billing.ledger_violation) AS violations,
              (SELECT checked_until FROM billing.ledger_check) AS "checkedUntil"`,
    );
    return found;
  }
}
