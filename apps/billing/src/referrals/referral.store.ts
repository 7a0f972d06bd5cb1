import { Database, insertedNew, type Transaction } from '@aisha/database';
import { AllowanceReader, Gain, Purchase, Referral, Refund, type Balance } from '@aisha/database/billing';
import { credits, type CentiCredits, type UserId } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { AccountStore } from '../accounts/account.store';
import { GainStore } from '../gains/gain.store';

const MONTH_MS = 30 * 24 * 60 * 60_000;
/** An account that is older than this when the invitation arrives does not belong to a new person. A message seldom takes a minute. */
const NEW_FOR_MS = 60 * 60_000;

/** What a person gained by an invitation. */
export interface Gained {
  readonly userId: UserId;
  readonly reason: 'referral-inviter' | 'referral-friend';
  readonly credits: CentiCredits;
  readonly debtPaid: CentiCredits;
  readonly balance: Balance;
}

/** Whether the purchase that a person has just made is the first one of an invited person. */
export async function isFirstOfInvited(tx: Transaction, friendId: UserId): Promise<boolean> {
  const invited = await tx.findOneBy(Referral, { friendId });
  return invited?.outcome === null && (await tx.countBy(Purchase, { userId: friendId })) === 1;
}

/** Records who came by whose invitation, and gives both people their credits after the friend's first purchase. */
@Injectable()
export class ReferralStore {
  constructor(
    private readonly accounts: AccountStore,
    private readonly gains: GainStore,
  ) {}

  /**
   * Keeps the invitation of a new person. Resolves to false for the inviter themselves, for a person who has been here, and for one who was
   * invited before.
   */
  async keep(tx: Transaction, friendId: UserId, inviterId: UserId, now: Date): Promise<boolean> {
    if (friendId === inviterId) return false;
    await this.accounts.lockAll(tx, [friendId, inviterId]);
    if (!(await this.isNew(tx, friendId, now))) return false;
    return insertedNew(tx, Referral, { friendId, inviterId, invitedAt: now });
  }

  private async isNew(tx: Transaction, userId: UserId, now: Date): Promise<boolean> {
    const [found] = await tx.query<unknown[]>(
      `SELECT FROM billing.account a WHERE user_id = $1 AND opened_at > $2
         AND NOT EXISTS (SELECT FROM billing.purchase p WHERE p.user_id = a.user_id)
         AND NOT EXISTS (SELECT FROM billing.credit_hold h WHERE h.user_id = a.user_id)`,
      [userId, new Date(now.getTime() - NEW_FOR_MS)],
    );
    return found !== undefined;
  }

  /**
   * Gives both people their credits for the friend's first purchase, once. Gives nothing if the Stars of the purchase went back, if one of
   * the two is in debt, or if the inviter has gained as often as a month allows.
   */
  async reward(tx: Transaction, friendId: UserId, chargeId: string, now: Date): Promise<Gained[]> {
    const invited = await tx.findOneBy(Referral, { friendId });
    if (!invited || invited.outcome !== null) return [];
    const { inviterId } = invited;
    const balances = await this.accounts.lockAll(tx, [friendId, inviterId]);
    // It is read again under the locks, because another attempt may have rewarded it meanwhile.
    const current = await tx.findOneByOrFail(Referral, { friendId });
    if (current.outcome !== null) return [];
    const why = await this.whyNot(tx, inviterId, [...balances.values()], chargeId, now);
    const ended = { telegramPaymentChargeId: chargeId, outcome: why ?? 'rewarded', rewardedAt: why ? null : now };
    await tx.update(Referral, { friendId }, ended);
    if (why !== null) return [];
    const allowances = new AllowanceReader(Database.within(tx));
    const gained: Gained[] = [];
    for (const [userId, reason] of [
      [inviterId, 'referral-inviter'],
      [friendId, 'referral-friend'],
    ] as const) {
      const amount = credits(await allowances.at(`${reason}-credits`, now));
      if (amount === 0n) continue;
      const { debt } = balances.get(userId)!;
      const balance = await this.gains.give(tx, { userId, reason, credits: amount, chargeId }, debt);
      if (balance)
        gained.push({ userId, reason, credits: amount, debtPaid: (debt - balance.debt) as CentiCredits, balance });
    }
    return gained;
  }

  private async whyNot(
    tx: Transaction,
    inviterId: UserId,
    balances: readonly Balance[],
    chargeId: string,
    now: Date,
  ): Promise<string | null> {
    if (await tx.existsBy(Refund, { telegramPaymentChargeId: chargeId })) return 'refunded';
    if (balances.some(({ debt }) => debt > 0n)) return 'in-debt';
    const most = await new AllowanceReader(Database.within(tx)).at('referral-gains-a-month', now);
    const gains = await tx.countBy(Gain, {
      userId: inviterId,
      reason: 'referral-inviter',
      gainedAt: MoreThan(new Date(now.getTime() - MONTH_MS)),
    });
    return gains >= most ? 'too-many-this-month' : null;
  }
}
