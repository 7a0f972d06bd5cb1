import { insertedNew, type Transaction } from '@aisha/database';
import { Gain, type Balance } from '@aisha/database/billing';
import { centiCredits, type CentiCredits, type GainReason, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { LedgerStore } from '../ledger/ledger.store';
import { gain, gainBack, gainDebt } from '../ledger/posting';

interface NewGain {
  readonly userId: UserId;
  readonly reason: GainReason;
  readonly credits: CentiCredits;
  /** The purchase whose refund takes these credits back; null for credits that stay. */
  readonly chargeId: string | null;
}

/** The gained credits that a refund takes back: billing takes the available ones, and the person owes the rest. */
export interface GainBack {
  readonly userId: UserId;
  readonly reason: GainReason;
  readonly credits: CentiCredits;
  readonly owed: CentiCredits;
  readonly balance: Balance;
}

/** Writes credits that people gain without buying them, each gain with its row. The caller has locked the person's account. */
@Injectable()
export class GainStore {
  constructor(private readonly ledger: LedgerStore) {}

  /** Gives the credits; a part of them first pays what the person owes. Undefined if the same purchase has given them before. */
  async give(
    tx: Transaction,
    { userId, reason, credits, chargeId }: NewGain,
    owed: CentiCredits,
  ): Promise<Balance | undefined> {
    const id = newId<string>();
    const row = { id, userId, reason, credits, telegramPaymentChargeId: chargeId };
    if (!(await insertedNew(tx, Gain, row))) return undefined;
    return this.ledger.postIncome(tx, gain(reason, userId, credits, id), owed);
  }

  /** The people whose gains by a purchase have not been taken back yet. */
  async peopleOf(tx: Transaction, chargeId: string): Promise<UserId[]> {
    const gains = await tx.findBy(Gain, { telegramPaymentChargeId: chargeId, taken: IsNull() });
    return gains.map(({ userId }) => userId);
  }

  /** Takes back what people, or one person alone, gained by a purchase. The caller has locked their accounts. */
  async takeBack(tx: Transaction, chargeId: string, userId?: UserId): Promise<GainBack[]> {
    const gains = await tx.findBy(Gain, {
      telegramPaymentChargeId: chargeId,
      taken: IsNull(),
      ...(userId && { userId }),
    });
    const back: GainBack[] = [];
    for (const { id, userId, reason, credits } of gains) {
      let balance = (await this.ledger.lockBalance(tx, userId))!;
      const taken = balance.available < credits ? balance.available : credits;
      const owed = centiCredits(credits - taken);
      if (taken > 0n) ({ balance } = await this.ledger.post(tx, gainBack(userId, taken, id)));
      if (owed > 0n) ({ balance } = await this.ledger.post(tx, gainDebt(userId, owed, id)));
      await tx.update(Gain, { id }, { taken, owed });
      back.push({ userId, reason, credits, owed, balance });
    }
    return back;
  }
}
