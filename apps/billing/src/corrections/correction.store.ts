import type { Transaction } from '@aisha/database';
import { CreditTransaction, type Balance } from '@aisha/database/billing';
import { centiCredits, type CentiCredits, type UserId } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { LedgerStore } from '../ledger/ledger.store';
import { correction, deduction } from '../ledger/posting';

interface Correction {
  readonly userId: UserId;
  /** The amount; a negative amount takes credits. */
  readonly amount: CentiCredits;
  /** The cause of the correction: each key corrects once. */
  readonly key: string;
}

/** The result of a correction; any result but `done` means that nothing was changed. */
type Corrected =
  | {
      readonly outcome: 'done';
      readonly given: CentiCredits;
      readonly debtPaid: CentiCredits;
      readonly balance: Balance;
    }
  | {
      readonly outcome: 'person-unknown' | 'given-before' | 'key-used' | 'nothing-available';
      readonly given?: undefined;
    };

const NONE = centiCredits(0);

/** Writes corrections of a person's credits. */
@Injectable()
export class CorrectionStore {
  constructor(private readonly ledger: LedgerStore) {}

  /** Gives credits, a part of which first pays the person's debt; or takes credits, at most as many as the person has available. */
  async correct(
    tx: Transaction,
    asked: Correction,
  ): Promise<Corrected & { readonly debtPaid?: CentiCredits; readonly balance?: Balance }> {
    const { userId, amount, key } = asked;
    const before = await this.ledger.lockBalance(tx, userId);
    if (!before) return { outcome: 'person-unknown' };
    const earlier = await this.earlier(tx, key);
    if (earlier) return { outcome: isSame(earlier, asked) ? 'given-before' : 'key-used' };
    if (amount < 0n) {
      const taken = -amount < before.available ? centiCredits(-amount) : before.available;
      if (taken === 0n) return { outcome: 'nothing-available' };
      const { balance } = await this.ledger.post(tx, deduction(userId, taken, key));
      return { outcome: 'done', given: centiCredits(-taken), debtPaid: NONE, balance };
    }
    const balance = await this.ledger.postIncome(tx, correction(userId, amount, key), before.debt);
    return { outcome: 'done', given: amount, debtPaid: centiCredits(before.debt - balance.debt), balance };
  }

  private async earlier(tx: Transaction, key: string): Promise<CreditTransaction | undefined> {
    const [found] = await tx.findBy(CreditTransaction, [
      { idempotencyKey: `correction:${key}` },
      { idempotencyKey: `deduction:${key}` },
    ]);
    return found;
  }
}

/**
 * Whether an earlier correction did what is asked now. A correction that takes credits may have taken fewer than asked, because the person
 * had fewer.
 */
const isSame = ({ userId, type, amount }: CreditTransaction, asked: Correction): boolean =>
  userId === asked.userId &&
  (asked.amount < 0n
    ? type === 'deduction' && amount <= -asked.amount
    : type === 'correction' && amount === asked.amount);
