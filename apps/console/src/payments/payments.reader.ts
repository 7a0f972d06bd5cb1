import { Database, pageLimit } from '@aisha/database';
import { HAS_PAYER } from '@aisha/database/bot';
import { CardReturnReader, PurchasesReader, TurnoverReader, type OpenCardReturn } from '@aisha/database/billing';
import type { UserId } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { keysIn, pageOf, type Page, type PageQuery } from '../lists/page';

/** A payment of a person. It bought credits if our ledger has it. Credits are hundredths. */
export interface PaymentRow {
  /** The id that Telegram or the card provider gave the payment. */
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
  /** When the money was given back; null until then. */
  readonly refundedAt: Date | null;
  /** How many of the payment's credits the person had already spent when the money was given back, and could not give back: a debt. */
  readonly owed: number | null;
}

/** What the person loses when the money of a payment is given back. */
interface RefundFigures {
  /** How many of the payment’s credits the person has spent. */
  readonly spent: number;
  /** How many other credits the payment brought the person, by a promo code or an invitation: they go back with it. */
  readonly gained: number;
  /** How many of the spent and the gained credits would be taken from the person’s other credits. */
  readonly fromOthers: number;
  /** How many of them the person would owe, because the other credits do not cover them. */
  readonly owed: number;
}

/** A payment with the state of its return, and with what the person would lose by a return. */
export interface PaymentPage extends PaymentRow {
  /** The newest return that was asked for. Telegram ends an `open` return of Stars; an operator ends that of a payment by card. */
  readonly returning: { readonly state: 'open' | 'returned' | 'refused'; readonly problem: string | null } | null;
  /** What the person would lose by a return. Null when the money is given back, or will be. */
  readonly refund: RefundFigures | null;
}

/** How far Telegram’s list of Stars and our ledger differ. */
export interface Reconciliation {
  /** When Telegram’s list was last read completely; null before the first time. */
  readonly readAt: Date | null;
  /** How many payments and refunds billing does not know yet, without those of people who had everything deleted. */
  readonly notForwarded: number;
  readonly oldestSeconds: number;
  /** The Stars that Telegram gave to affiliates within so many days. */
  readonly commission: number;
  readonly commissionDays: number;
  /** How many problems the check of the ledger has found. */
  readonly violations: number;
  readonly checkedUntil: Date | null;
}

const PAYMENT = `purchase.telegram_payment_charge_id AS id, purchase.user_id AS "userId", purchase.pack_id AS "packId",
  purchase.currency, coalesce(purchase.card_amount, purchase.stars) AS amount,
  purchase.credited::float8 AS credited, purchase.created_at AS "createdAt", refund.created_at AS "refundedAt", refund.owed::float8 AS owed`;
const FROM = `FROM billing.purchase LEFT JOIN billing.refund USING (telegram_payment_charge_id)`;

/** The number of days over which the commission is added up. */
const COMMISSION_DAYS = 30;
/** How many payments the page of a person shows, the newest first. */
const OF_PERSON_SHOWN = 20;
/** How many open returns by card are shown. An operator ends each of them by hand. */
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

  /** Reads a page of payments, the newest first. */
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

  /** The payment with an id, even if it bought nothing; undefined when neither the ledger nor Telegram's list has it. */
  async one(id: string): Promise<PaymentPage | undefined> {
    const payment = (await this.bought(id)) ?? (await this.boughtNothing(id));
    if (!payment) return undefined;
    const [page] = await this.withReturns(payment.userId, [payment]);
    return page;
  }

  /** The newest payments of a person, each with what the person would lose by its return. */
  async ofPerson(userId: UserId): Promise<readonly PaymentPage[]> {
    const { rows } = await this.list({ limit: OF_PERSON_SHOWN }, userId);
    return this.withReturns(userId, rows);
  }

  /** The payments by card that an operator must give back, the oldest first. */
  cardReturns(): Promise<readonly OpenCardReturn[]> {
    return this.cards.open(CARD_RETURNS_SHOWN);
  }

  async reconciliation(): Promise<Reconciliation> {
    const [found] = await this.database.read.query<[Omit<Reconciliation, 'commission' | 'commissionDays'>]>(
      `SELECT (SELECT finished_at FROM bot.star_reconciliation) AS "readAt",
              (SELECT count(*)::int FROM bot.star_transaction WHERE forwarded_at IS NULL AND ${HAS_PAYER}) AS "notForwarded",
              (SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 FROM bot.star_transaction
                WHERE forwarded_at IS NULL AND ${HAS_PAYER}) AS "oldestSeconds",
              (SELECT count(*)::int FROM billing.ledger_violation) AS violations,
              (SELECT checked_until FROM billing.ledger_check) AS "checkedUntil"`,
    );
    const commission = await this.turnover.commission(this.clock.now(), COMMISSION_DAYS);
    return { ...found, commission, commissionDays: COMMISSION_DAYS };
  }

  private async bought(id: string): Promise<PaymentRow | undefined> {
    const [payment] = await this.database.read.query<PaymentRow[]>(
      `SELECT ${PAYMENT} ${FROM} WHERE purchase.telegram_payment_charge_id = $1`,
      [id],
    );
    return payment;
  }

  /** Finds a payment that Telegram lists and our ledger does not have. Its money may have been given back. */
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
    const ids = payments.map(({ id }) => id);
    const judged = await this.purchases.judged(userId, this.clock.now(), ids);
    const returns = await this.database.read.query<({ id: string } & NonNullable<PaymentPage['returning']>)[]>(
      `SELECT DISTINCT ON (telegram_payment_charge_id) telegram_payment_charge_id AS id, state, problem
         FROM billing.purchase_return WHERE telegram_payment_charge_id = ANY ($1::text[])
        ORDER BY telegram_payment_charge_id, asked_at DESC`,
      [ids],
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
              spent: Number(figures?.spent ?? payment.credited),
              gained: Number(figures?.gained ?? 0),
              fromOthers: Number(figures?.fromOthers ?? 0),
              owed: Number(figures?.owed ?? 0),
            },
      };
    });
  }
}
