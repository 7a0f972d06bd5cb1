import { message, type Message } from '@aisha/contracts';
import { botGatewayInbox, type ReturnRefusal } from '@aisha/contracts/bot-gateway';
import { Outbox } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { PurchaseReturn, PurchasesReader, type Balance, type ReturnablePurchase } from '@aisha/database/billing';
import { Database, type Transaction } from '@aisha/database';
import { STARS, type CentiCredits, type Money, type UserId } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { LedgerStore } from '../ledger/ledger.store';
import { debtPayment, setAside, setBack } from '../ledger/posting';

/** The facts with which a return begins. */
type NewReturn = Pick<
  PurchaseReturn,
  'id' | 'telegramPaymentChargeId' | 'userId' | 'setAside' | 'letterId' | 'askedBy' | 'reason'
>;

const INSERT = `
  INSERT INTO billing.purchase_return (id, telegram_payment_charge_id, user_id, set_aside, letter_id, asked_by, reason, asked_at)
  VALUES ($3, $4, $1, $5, $6, $7, $8, $9) RETURNING id`;

/** Ends an open return in the state $4, with the reason $5 of a refusal. */
const END = `
  UPDATE billing.purchase_return SET state = $4, problem = $5, ended_at = $6 WHERE id = $3 AND user_id = $1 AND state = 'open' RETURNING id`;

/** Writes returns, each with its credits in one statement. The caller has locked the person's account. */
@Injectable()
export class ReturnStore {
  constructor(
    private readonly ledger: LedgerStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Whether the charge was returned or is being returned. A refused return does not count. */
  async isAsked(tx: Transaction, telegramPaymentChargeId: string): Promise<boolean> {
    const found = await tx.find(PurchaseReturn, { where: { telegramPaymentChargeId } });
    return found.some(({ state }) => state !== 'refused');
  }

  find(tx: Transaction, id: string): Promise<PurchaseReturn | null> {
    return tx.findOneBy(PurchaseReturn, { id });
  }

  /** The charge's return that waits for the answer of Telegram or, for a payment by card, of an operator. */
  openOf(tx: Transaction, telegramPaymentChargeId: string): Promise<PurchaseReturn | null> {
    return tx.findOneBy(PurchaseReturn, { telegramPaymentChargeId, state: 'open' });
  }

  /**
   * The person's purchases that have not gone back and are not on their way back, with what the rule says about each now; `chargeId` even if
   * it is too old for the rule.
   */
  judged(tx: Transaction, userId: UserId, chargeId: string): Promise<ReturnablePurchase[]> {
    return new PurchasesReader(Database.within(tx)).judged(userId, this.clock.now(), [chargeId]);
  }

  /** Sets the credits aside, which cannot be spent from now on, and asks to give back what was paid. */
  async begin(tx: Transaction, asked: NewReturn, paid: Money): Promise<void> {
    const { id, userId, setAside: amount, telegramPaymentChargeId, letterId, askedBy, reason } = asked;
    await this.ledger.postWith(tx, userId, amount > 0n ? [setAside(userId, amount, id)] : [], {
      statement: INSERT,
      parameters: [id, telegramPaymentChargeId, amount.toString(), letterId, askedBy, reason, this.clock.now()],
    });
    await this.outbox.add(tx, askedToGiveBack(paid, asked));
  }

  /** Tells an operator in the chat why the return that they ordered does not begin. */
  async explain(tx: Transaction, operatorId: UserId, why: ReturnRefusal): Promise<void> {
    await this.outbox.add(tx, message(botGatewayInbox, 'explain-kept-payment', { userId: operatorId, why }));
  }

  /** Ends a return whose money went back. Its credits are taken by the refund (PurchaseStore.takeBack). */
  returned(tx: Transaction, { id, userId }: PurchaseReturn): Promise<Balance> {
    return this.ledger.postWith(tx, userId, [], {
      statement: END,
      parameters: [id, 'returned', null, this.clock.now()],
    });
  }

  /** Ends a return that was refused: the credits are available again, and pay the person's debt. */
  refused(
    tx: Transaction,
    { id, userId, setAside: amount }: PurchaseReturn,
    problem: string,
    owed: CentiCredits,
  ): Promise<Balance> {
    const postings = amount > 0n ? [setBack(userId, amount, id), ...debtPayment(userId, amount, owed, id)] : [];
    return this.ledger.postWith(tx, userId, postings, {
      statement: END,
      parameters: [id, 'refused', problem, this.clock.now()],
    });
  }

  /**
   * Claims the dead letter of a payment that bought nothing, so that the payment can no longer be credited. Undefined if there is no such
   * letter, or if it was sent again.
   */
  async claimLetter(tx: Transaction, chargeId: string): Promise<string | undefined> {
    const [rows] = (await tx.query(
      `UPDATE billing.dead_letter SET refunding_since = now(), resolved = NULL, resolved_at = NULL
        WHERE message_id = (SELECT message_id FROM billing.dead_letter
                             WHERE job = 'credit-purchase' AND payload->>'telegramPaymentChargeId' = $1 ORDER BY died_at DESC LIMIT 1)
          AND resolved IS DISTINCT FROM 'retried' RETURNING message_id AS "letterId"`,
      [chargeId],
    )) as [{ letterId: string }[], number];
    return rows[0]?.letterId;
  }

  /** Takes the payment's dead letter off the operators' list when the Stars are back, and puts it on the list again when they are not. */
  async releaseLetter(tx: Transaction, letterId: string, isReturned: boolean): Promise<void> {
    await tx.query(
      isReturned
        ? `UPDATE billing.dead_letter SET resolved = 'dropped', resolved_at = now() WHERE message_id = $1 AND refunding_since IS NOT NULL`
        : `UPDATE billing.dead_letter SET refunding_since = NULL WHERE message_id = $1 AND resolved IS NULL`,
      [letterId],
    );
  }
}

/**
 * The message that asks to give the money of a return back. For Stars the gateway asks Telegram. For card payments Telegram has no such
 * call: an operator gives the money back at the card provider, and the message tells the person so (decision 217).
 */
const askedToGiveBack = (paid: Money, asked: NewReturn): Message => {
  const { id: returnId, userId, telegramPaymentChargeId, setAside } = asked;
  return paid.currency === STARS
    ? message(botGatewayInbox, 'return-stars', { returnId, userId, telegramPaymentChargeId })
    : message(botGatewayInbox, 'explain-card-return', { userId, ...paid, setAside: setAside.toString() });
};
