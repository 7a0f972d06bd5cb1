import { Injectable } from '@nestjs/common';
import {
  centiCredits,
  judgePurchases,
  type CentiCredits,
  type JudgedPurchase,
  type LivePurchase,
  type Money,
  type UserId,
} from '@aisha/domain';
import { Database } from '../connection/database';
import { GiftReader } from './gift.reader';
import { BalanceReader } from './balance.reader';
import { IS_LIVE } from './live-purchase';

interface Bought extends LivePurchase {
  /** The id of the purchase's receipt: short enough for a button, unlike Telegram's id of the charge. */
  readonly id: string;
  /** What the purchase cost. */
  readonly paid: Money;
  readonly gained: CentiCredits;
}

/** A purchase, of a pack or of a month of a subscription, with what the rule of unused credits says of it. */
export type ReturnablePurchase = JudgedPurchase<Bought>;

interface Row {
  /** The purchase's place among those of its person; the newest is the first. */
  readonly nth: number;
  readonly chargeId: string;
  readonly id: string;
  readonly currency: string;
  readonly amount: number;
  readonly credited: string;
  readonly gained: string;
  readonly boughtAt: Date;
}

/** The rule looks at this many of a person's newest purchases; older ones count as spent whole. */
const PURCHASES_AT_MOST = 200;

/** A person's purchases, and which of them may go back (decision 207). */
@Injectable()
export class PurchasesReader {
  constructor(private readonly database: Database) {}

  /**
   * The purchases, months of subscriptions too, whose money has not gone back and is not on its way, newest first, each with what the rule
   * says of it now. Of those that are too old for the rule it has only the ones in `besides`.
   */
  async judged(userId: UserId, now: Date, besides: readonly string[] = []): Promise<ReturnablePurchase[]> {
    const rows = await this.database.read.query<Row[]>(
      `WITH live AS (
         SELECT p.*, (row_number() OVER (ORDER BY created_at DESC, telegram_payment_charge_id DESC))::int AS nth
           FROM billing.purchase p WHERE p.user_id = $1 AND ${IS_LIVE})
       SELECT p.telegram_payment_charge_id AS "chargeId", p.currency, coalesce(p.card_amount, p.stars) AS amount, p.credited, p.created_at AS "boughtAt", t.id, p.nth,
              (SELECT coalesce(sum(g.credits), 0)::bigint::text FROM billing.gain g
                WHERE g.user_id = p.user_id AND g.telegram_payment_charge_id = p.telegram_payment_charge_id AND g.taken IS NULL) AS gained
         FROM live p
         JOIN billing.transaction t ON t.idempotency_key = 'purchase:' || p.telegram_payment_charge_id
        WHERE p.nth <= ${PURCHASES_AT_MOST} OR p.telegram_payment_charge_id = ANY ($2::text[])
        ORDER BY p.nth`,
      [userId, besides],
    );
    const bought = ({ nth: _, currency, amount, credited, gained, ...row }: Row): Bought => ({
      ...row,
      paid: { currency, amount },
      credited: centiCredits(credited),
      gained: centiCredits(gained),
    });
    const purchases = rows.filter(({ nth }) => nth <= PURCHASES_AT_MOST).map(bought);
    const older = rows.filter(({ nth }) => nth > PURCHASES_AT_MOST).map(bought);
    const { available, debt } = await new BalanceReader(this.database).of(userId);
    const returnedAt = await this.returnedByRule(userId);
    const given = centiCredits(await new GiftReader(this.database).givenSince(userId, new Date(0)));
    const facts = { available, debt, returnedAt };
    // The older purchases count as spent whole: as if the person had given away all that they brought.
    const ofOlder = centiCredits(older.reduce((sum, { credited }) => sum + credited, 0n));
    return [
      ...judgePurchases({ ...facts, given, purchases }, now),
      ...judgePurchases({ ...facts, given: ofOlder, purchases: older }, now),
    ];
  }

  /** Stars and money on their way back to the person, with the credits that are set aside meanwhile. */
  async underWay(userId: UserId): Promise<{ readonly paid: Money; readonly setAside: CentiCredits }[]> {
    const rows = await this.database.read.query<(Money & { setAside: string })[]>(
      `SELECT p.currency, coalesce(p.card_amount, p.stars) AS amount, b.set_aside AS "setAside" FROM billing.purchase_return b JOIN billing.purchase p USING (telegram_payment_charge_id)
        WHERE b.user_id = $1 AND b.state = 'open' ORDER BY b.asked_at`,
      [userId],
    );
    return rows.map(({ currency, amount, setAside }) => ({
      paid: { currency, amount },
      setAside: centiCredits(setAside),
    }));
  }

  /** When the person's own returns were asked for; those that Telegram refused do not count. */
  private async returnedByRule(userId: UserId): Promise<Date[]> {
    const rows = await this.database.read.query<{ at: Date }[]>(
      `SELECT asked_at AS at FROM billing.purchase_return
        WHERE user_id = $1 AND asked_by = 'person' AND state <> 'refused' ORDER BY asked_at DESC LIMIT 100`,
      [userId],
    );
    return rows.map(({ at }) => at);
  }
}
