import { Database, pageLimit } from '@aisha/database';
import { CardReturnReader, PurchasesReader, TurnoverReader, type OpenCardReturn } from '@aisha/database/billing';
import type { UserId } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { keysIn, pageOf, type Page, type PageQuery } from '../lists/page';

/** A payment of a person, which bought credits unless our ledger has none of it. Credits are hundredths. */
export interface PaymentRow {
  /** Telegram's id of the payment. */
  readonly id: string;
  readonly userId: UserId;
  /** What was bought; null for a payment that bought nothing. */
  readonly packId: string | null;
  /** `XTR` for Stars. */
  readonly currency: string;
  /** What was paid, in the smallest units of the currency. */
  readonly amount: number;
  readonly credited: number;
  readonly createdAt: Date;
  /** When the money went back; null while it has not. */
  readonly refundedAt: Date | null;
  /** What had been spent by then, a debt of the person. */
  readonly owed: number | null;
}

/** What giving the money back takes from the person. */
export interface RefundFigures {
  /** Credits of this purchase that are spent. */
  readonly spent: number;
  /** How many of these would be taken from the person's other credits. */
  readonly fromOthers: number;
  /** The rest of them, a debt. */
  readonly owed: number;
}

/** A payment, with where giving it back stands and what that would take. */
export interface PaymentPage extends PaymentRow {
  /** The newest return that was asked for; `open` until Telegram, or of a card an operator, has ended it. */
  readonly returning: { readonly state: 'open' | 'returned' | 'refused'; readonly problem: string | null } | null;
  /** Null when the money is back or on its way. */
  readonly refund: RefundFigures | null;
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

const PAYMENT = `purchase.telegram_payment_charge_id AS id, purchase.user_id AS "userId", purchase.pack_id AS "packId",
  purchase.currency, coalesce(purchase.card_amount, purchase.stars) AS amount,
  purchase.credited::float8 AS credited, purchase.created_at AS "createdAt", refund.created_at AS "refundedAt", refund.owed::float8 AS owed`;
const FROM = `FROM billing.purchase LEFT JOIN billing.refund USING (telegram_payment_charge_id)`;

/** How many days of commission are added up. */
const COMMISSION_DAYS = 30;
/** The newest payments that the page of a person shows. */
const OF_PERSON_SHOWN = 20;
/** They are ended one by one, by hand. */
const CARD_RETURNS_SHOWN = 100;

@Injectable()
export class PaymentsReader {
  private readonly purchases: PurchasesReader;
  private readonly cards: CardReturnReader;
  private readonly turnover: TurnoverReader;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.purchases = new PurchasesReader(database);
    this.cards = new CardReturnReader(database);
    this.turnover = new TurnoverReader(database);
  }

  /** The newest first. */
  async list({ limit, after }: PageQuery, user: UserId | undefined): Promise<Page<PaymentRow>> {
    const [at = '', id = ''] = keysIn(after, 2) ?? [];
    const isKey = !Number.isNaN(Date.parse(at));
    const rows = await this.database.read.query<(PaymentRow & { readonly at: string })[]>(
      `SELECT ${PAYMENT}, purchase.created_at::text AS at ${FROM}
       WHERE (purchase.created_at, purchase.telegram_payment_charge_id) < ($1::timestamptz, $2::text)
         ${user === undefined ? '' : 'AND purchase.user_id = $3'}
       ORDER BY purchase.created_at DESC, purchase.telegram_payment_charge_id DESC ${pageLimit(limit)}`,
      [isKey ? at : 'infinity', id, ...(user === undefined ? [] : [user])],
    );
    const page = pageOf(rows, limit, (row) => [row.at, row.id]);
    return { ...page, rows: page.rows.map(({ at: _, ...row }) => row) };
  }

  /** The payment with Telegram's id, also one that bought nothing. */
  async one(id: string): Promise<PaymentPage | undefined> {
    const payment = (await this.bought(id)) ?? (await this.boughtNothing(id));
    if (!payment) return undefined;
    const [page] = await this.withReturns(payment.userId, [payment]);
    return page;
  }

  /** The newest payments of a person, each with what giving it back would take. */
  async ofPerson(userId: UserId): Promise<readonly PaymentPage[]> {
    const { rows } = await this.list({ limit: OF_PERSON_SHOWN }, userId);
    return this.withReturns(userId, rows);
  }

  /** The payments by card that an operator is to give back, the oldest first. */
  cardReturns(): Promise<readonly OpenCardReturn[]> {
    return this.cards.open(CARD_RETURNS_SHOWN);
  }

  async reconciliation(): Promise<Reconciliation> {
    const [found] = await this.database.read.query<[Omit<Reconciliation, 'commission'>]>(
      `SELECT (SELECT finished_at FROM bot.star_reconciliation) AS "readAt",
              (SELECT count(*)::int FROM bot.star_transaction WHERE forwarded_at IS NULL) AS "notForwarded",
              (SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 FROM bot.star_transaction
                WHERE forwarded_at IS NULL) AS "oldestSeconds",
              (SELECT count(*)::int FROM billing.ledger_violation) AS violations,
              (SELECT checked_until FROM billing.ledger_check) AS "checkedUntil"`,
    );
    const commission = await this.turnover.commission(this.clock.now(), COMMISSION_DAYS);
    return { ...found, commission };
  }

  private async bought(id: string): Promise<PaymentRow | undefined> {
    const [payment] = await this.database.read.query<PaymentRow[]>(
      `SELECT ${PAYMENT} ${FROM} WHERE purchase.telegram_payment_charge_id = $1`,
      [id],
    );
    return payment;
  }

  /** A payment that Telegram has told of and the ledger has not; its money may be back. */
  private async boughtNothing(id: string): Promise<PaymentRow | undefined> {
    const [payment] = await this.database.read.query<PaymentRow[]>(
      `SELECT paid.charge_id AS id, paid.user_id AS "userId", NULL AS "packId", paid.currency, paid.amount, 0 AS credited,
              paid.created_at AS "createdAt", back.created_at AS "refundedAt", NULL AS owed
         FROM bot.star_transaction paid
         LEFT JOIN bot.star_transaction back ON back.charge_id = paid.charge_id AND back.kind = 'refund'
        WHERE paid.charge_id = $1 AND paid.kind = 'payment' AND paid.user_id IS NOT NULL`,
      [id],
    );
    return payment;
  }

  private async withReturns(userId: UserId, payments: readonly PaymentRow[]): Promise<PaymentPage[]> {
    const judged = await this.purchases.judged(userId, this.clock.now());
    const returns = await this.database.read.query<({ id: string } & NonNullable<PaymentPage['returning']>)[]>(
      `SELECT DISTINCT ON (telegram_payment_charge_id) telegram_payment_charge_id AS id, state, problem
         FROM billing.purchase_return WHERE telegram_payment_charge_id = ANY ($1::text[])
        ORDER BY telegram_payment_charge_id, asked_at DESC`,
      [payments.map(({ id }) => id)],
    );
    return payments.map((payment) => {
      const found = returns.find(({ id }) => id === payment.id);
      const isGone = payment.refundedAt !== null || (found !== undefined && found.state !== 'refused');
      const figures = judged.find(({ chargeId }) => chargeId === payment.id);
      return {
        ...payment,
        returning: found === undefined ? null : { state: found.state, problem: found.problem },
        refund: isGone
          ? null
          : {
              spent: Number(figures?.spent ?? 0),
              fromOthers: Number(figures?.fromOthers ?? 0),
              owed: Number(figures?.owed ?? 0),
            },
      };
    });
  }
}
