import { Injectable } from '@nestjs/common';
import { asJsonb, Database, type Transaction } from '@aisha/database';
import type { StarReconciliation, StarTransaction } from '@aisha/database/bot';
import type { UserId } from '@aisha/domain';
import { Accounts } from '../people/accounts';
import { PersonStore, type TelegramUser } from '../people/person.store';
import { HOME, ShardsConfig } from '../settings/shards.config';
import type { ToldStars } from './stars';

/** Stars that have not been passed on yet. */
export interface OpenStars extends Pick<
  StarTransaction,
  'chargeId' | 'kind' | 'telegramId' | 'currency' | 'toldAt' | 'createdAt'
> {
  readonly payer: TelegramUser;
  readonly isConfirmed: boolean;
}

/**
 * The part of the statement that stores updates: it inserts the Stars that the updates report. `parameter` stands for the result of
 * `toldRows`. The first update about a charge counts; a later one only adds what it says of the subscription.
 */
export const insertTold = (parameter: string): string => `
  INSERT INTO bot.star_transaction (charge_id, kind, telegram_id, payload, currency, amount, provider_charge_id, payer, subscribed_until, begins_subscription, told_at)
  SELECT "chargeId", kind, "telegramId", payload, currency, amount, "providerChargeId", payer, "subscribedUntil", "beginsSubscription", now() FROM ${recordset(parameter)}
  ON CONFLICT (charge_id, kind) DO UPDATE SET told_at = coalesce(bot.star_transaction.told_at, now()),
    subscribed_until = coalesce(excluded.subscribed_until, bot.star_transaction.subscribed_until),
    begins_subscription = coalesce(excluded.begins_subscription, bot.star_transaction.begins_subscription)`;

/**
 * Stores lines of Telegram's list, which is the truth: it also corrects Stars that an update only claimed. The list of a bot has the Stars
 * of all its people. So of several installations each takes only the Stars of people it knows, and those that an update reported to it;
 * otherwise Stars would be credited twice. If the routing table says that a person lives elsewhere, their Stars belong there, even if this
 * installation knows the person.
 */
const CONFIRM = `
  WITH confirmed AS (
    INSERT INTO bot.star_transaction AS known (charge_id, kind, telegram_id, payload, currency, amount, commission, payer, subscribed_until, begins_subscription, confirmed_at)
    SELECT "chargeId", kind, "telegramId", payload, currency, amount, coalesce(commission, 0), payer, "subscribedUntil", "beginsSubscription", now() FROM ${recordset('$1')}
    WHERE NOT EXISTS (
        SELECT FROM bot.person_shard lives WHERE lives.telegram_id = told."telegramId" AND lives.shard <> '${HOME}')
      AND (NOT $3 OR EXISTS (SELECT FROM bot.person WHERE person.telegram_id = told."telegramId")
        OR EXISTS (SELECT FROM bot.star_transaction mine WHERE mine.charge_id = told."chargeId"))
    ON CONFLICT (charge_id, kind) DO UPDATE SET telegram_id = excluded.telegram_id, payload = excluded.payload,
      currency = excluded.currency, amount = excluded.amount, commission = excluded.commission, payer = excluded.payer, confirmed_at = now(),
      subscribed_until = coalesce(known.subscribed_until, excluded.subscribed_until)
    WHERE known.confirmed_at IS NULL)
  UPDATE bot.star_reconciliation SET transactions_read = greatest(transactions_read, $2)`;

/**
 * Confirms payments by card. Each needs a question of Telegram's by the same person about the same invoice, asked before it, and Telegram
 * must have taken our answer that the payment is allowed. Each question proves one payment.
 *
 * Among payments and questions that are alike, the statement goes back in time. Each question proves the newest payment after it that has no
 * question yet; so a payment that was forged earlier gets none, and a question without such a payment is left over: its card was declined, or
 * the payment is still to come. A question is left over exactly where the questions so far exceed the payments so far by more than were left
 * over before. The n-th question that is not left over proves the n-th payment.
 */
const CONFIRM_BY_CHECKOUTS = `
  WITH event AS (
    SELECT charge_id AS id, false AS asks, telegram_id, payload, currency, amount, created_at AS at
      FROM bot.star_transaction WHERE forwarded_at IS NULL AND confirmed_at IS NULL AND kind = 'payment' AND currency <> 'XTR'
    UNION ALL
    SELECT query_id, true, telegram_id, payload, currency, amount, asked_at
      FROM bot.checkout WHERE allowed_at IS NOT NULL AND charge_id IS NULL),
  counted AS (
    SELECT *, count(*) FILTER (WHERE asks) OVER back AS questions, count(*) FILTER (WHERE NOT asks) OVER back AS payments
      FROM event WINDOW back AS (PARTITION BY telegram_id, payload, currency, amount ORDER BY at DESC, asks, id ROWS UNBOUNDED PRECEDING)),
  backward AS (
    SELECT *, greatest(0, max(questions - payments) OVER (PARTITION BY telegram_id, payload, currency, amount
                ORDER BY at DESC, asks, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS left_over
      FROM counted),
  proof AS (
    UPDATE bot.checkout SET charge_id = payment.id
      FROM backward question JOIN counted payment USING (telegram_id, payload, currency, amount)
     WHERE question.asks AND question.questions - question.payments <= question.left_over
       AND NOT payment.asks AND payment.payments = question.questions - question.left_over
       AND checkout.query_id = question.id AND checkout.charge_id IS NULL RETURNING checkout.charge_id)
  UPDATE bot.star_transaction SET confirmed_at = now()
   WHERE kind = 'payment' AND confirmed_at IS NULL AND charge_id IN (SELECT charge_id FROM proof)`;

/** How many open Stars `open` reads. */
export const OPEN_AT_ONCE = 100;

/** The only writer of bot.star_transaction and bot.star_reconciliation. */
@Injectable()
export class StarTransactionStore {
  constructor(
    private readonly database: Database,
    private readonly people: PersonStore,
    private readonly accounts: Accounts,
    private readonly config: ShardsConfig,
  ) {}

  /** Reads Stars that have not been passed on yet: the confirmed ones first, and then the oldest first. */
  open(): Promise<OpenStars[]> {
    return this.database.read.query(
      `SELECT charge_id AS "chargeId", kind, telegram_id::float8 AS "telegramId", currency, payer, confirmed_at IS NOT NULL AS "isConfirmed",
         told_at AS "toldAt", created_at AS "createdAt"
       FROM bot.star_transaction WHERE forwarded_at IS NULL
       ORDER BY confirmed_at IS NULL, created_at LIMIT ${OPEN_AT_ONCE}`,
    );
  }

  /**
   * The Telegram id of the person who paid this charge in Stars. Undefined for a payment by card, and for a charge that neither an update
   * nor the list has reported.
   */
  async payerOf(chargeId: string): Promise<number | undefined> {
    const [row] = await this.database.read.query<{ telegramId: number }[]>(
      `SELECT telegram_id::float8 AS "telegramId" FROM bot.star_transaction
       WHERE charge_id = $1 AND kind = 'payment' AND currency = 'XTR'`,
      [chargeId],
    );
    return row?.telegramId;
  }

  /** Confirms payments by card for which there is a question of Telegram's. */
  async confirmByCheckouts(): Promise<void> {
    await this.database.write(CONFIRM_BY_CHECKOUTS);
  }

  /**
   * Confirms a payment by card because an operator says so; false if there is no such payment, it is confirmed already, or its payer has had
   * everything deleted: then nobody is left to credit.
   */
  async believe(tx: Transaction, chargeId: string): Promise<boolean> {
    const [, changed] = (await tx.query(
      `UPDATE bot.star_transaction SET confirmed_at = now()
        WHERE charge_id = $1 AND kind = 'payment' AND currency <> 'XTR' AND confirmed_at IS NULL AND payer IS NOT NULL`,
      [chargeId],
    )) as [unknown, number];
    return changed > 0;
  }

  async transactionsRead(): Promise<number> {
    const [row] = await this.database.read.query<Pick<StarReconciliation, 'transactionsRead'>[]>(
      `SELECT transactions_read::float8 AS "transactionsRead" FROM bot.star_reconciliation`,
    );
    return row?.transactionsRead ?? 0;
  }

  /** Records that nothing of the list has been read: it is the list of another bot. */
  async beginList(): Promise<void> {
    await this.database.write(`UPDATE bot.star_reconciliation SET transactions_read = 0`);
  }

  /** Stores a page of Telegram's list, and how far the list has been read. A repeated page changes nothing. */
  async confirm(listed: readonly ToldStars[], read: number): Promise<void> {
    await this.database.write(CONFIRM, [toldRows(listed), read, this.config.TELEGRAM_INSTALLATIONS > 1]);
  }

  /**
   * Takes the reading of the list; false if it is not due. If this replica does not finish within the given time, another replica may read.
   */
  async takeReconciliation(withinMs: number): Promise<boolean> {
    const taken = await this.database.write(
      `INSERT INTO bot.star_reconciliation AS known (due_at) VALUES (now() + $1 * interval '1 ms')
       ON CONFLICT (only_row) DO UPDATE SET due_at = excluded.due_at WHERE known.due_at <= now() RETURNING only_row`,
      [withinMs],
    );
    return taken.length > 0;
  }

  /** Records that the list has been read to its end, and that what is on it was passed on. The next reading is due after `dueAfterMs`. */
  async finishReconciliation(dueAfterMs: number): Promise<void> {
    await this.database.write(
      `UPDATE bot.star_reconciliation SET finished_at = now(), due_at = now() + $1 * interval '1 ms'`,
      [dueAfterMs],
    );
  }

  /** Passes confirmed Stars on, once. */
  forward(stars: OpenStars): Promise<void> {
    return this.database.transaction((tx) => this.forwardIn(tx, stars));
  }

  private async forwardIn(tx: Transaction, { chargeId, kind, payer }: OpenStars): Promise<void> {
    const userId = (kind === 'refund' && (await this.paidBy(tx, chargeId))) || (await this.userOf(tx, payer));
    const [, changed] = (await tx.query(
      `UPDATE bot.star_transaction SET user_id = $3, payer = NULL, forwarded_at = now()
       WHERE charge_id = $1 AND kind = $2 AND forwarded_at IS NULL AND confirmed_at IS NOT NULL`,
      [chargeId, kind, userId],
    )) as [unknown, number];
    if (changed > 0) await this.accounts.move(tx, kind, chargeId);
  }

  /**
   * The user id with which the payment was passed on. If that person had everything deleted since, the refund must not register
   * them anew.
   */
  private async paidBy(tx: Transaction, chargeId: string): Promise<UserId | null> {
    const [paid] = await tx.query<{ userId: UserId | null }[]>(
      `SELECT user_id AS "userId" FROM bot.star_transaction WHERE charge_id = $1 AND kind = 'payment'`,
      [chargeId],
    );
    return paid?.userId ?? null;
  }

  /**
   * Finds the payer's id, and registers a payer whom the bot does not know. It locks no row of a known person, so that a handler that hangs
   * does not delay the person's credits.
   */
  private async userOf(tx: Transaction, payer: TelegramUser): Promise<UserId> {
    const [known] = await tx.query<{ userId: UserId }[]>(
      `SELECT user_id AS "userId" FROM bot.person WHERE telegram_id = $1`,
      [payer.telegramId],
    );
    return known?.userId ?? (await this.people.meet(tx, payer)).userId;
  }
}

function recordset(parameter: string): string {
  return `jsonb_to_recordset(${parameter}::jsonb) AS told (
    "chargeId" text, kind text, "telegramId" bigint, payload text, currency text, amount integer, commission integer, "providerChargeId" text, payer jsonb,
    "subscribedUntil" timestamptz, "beginsSubscription" boolean)`;
}

/** The Stars as JSON, each payment and each refund once. */
export const toldRows = (told: readonly ToldStars[]): string =>
  asJsonb([...new Map(told.map((stars) => [`${stars.kind} ${stars.chargeId}`, stars])).values()]);
