import { Database, insertedNew, type Transaction } from '@aisha/database';
import {
  AllowanceReader,
  PriceReader,
  Purchase,
  Referral,
  ReferralReader,
  Refund,
  type Balance,
} from '@aisha/database/billing';
import { credits, type CentiCredits, type GainReason, type UserId } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../accounts/account.store';
import { GainStore } from '../gains/gain.store';

/**
 * How old an account may be when the invitation arrives, for its person to count as new. The message about the invitation seldom takes a
 * minute.
 */
const NEW_FOR_MS = 60 * 60_000;

/** What a person gained by an invitation. */
interface Gained {
  readonly userId: UserId;
  readonly reason: Exclude<GainReason, 'promo'>;
  readonly credits: CentiCredits;
  /** The part of the credits that paid a debt. */
  readonly owed: CentiCredits;
  readonly balance: Balance;
}

/** How the two rewards for an invitation differ. */
interface Reward {
  /** The column of the invitation that keeps the result of this reward. */
  readonly outcome: 'outcome' | 'pictureOutcome';
  readonly inviter: 'referral-inviter' | 'referral-picture-inviter';
  readonly friend: Gained['reason'];
  /** The purchase whose refund takes the credits back; null for credits that stay. */
  readonly chargeId: string | null;
  /**
   * Why this reward brings nothing for a reason of its own, such as a limit; null without such a reason. whyNot() names the reasons that
   * hold for both rewards.
   */
  readonly refusal: () => Promise<string | null>;
  readonly ended: (outcome: string) => Partial<Referral>;
  readonly credits: () => Promise<{ readonly forInviter: CentiCredits; readonly forFriend: CentiCredits }>;
}

/** Whether a purchase just made is the first one of a person who was invited, and the reward for it has not been decided yet. */
export async function isFirstOfInvited(tx: Transaction, friendId: UserId): Promise<boolean> {
  const invited = await tx.findOneBy(Referral, { friendId });
  return invited?.outcome === null && (await tx.countBy(Purchase, { userId: friendId })) === 1;
}

/** Records who came by whose invitation, and gives both people their credits after the friend's first picture and first purchase. */
@Injectable()
export class ReferralStore {
  constructor(
    private readonly accounts: AccountStore,
    private readonly gains: GainStore,
  ) {}

  /**
   * Keeps the invitation of a new person. Resolves to false for the inviter themselves, for a person who is no longer
   * new, and for one who was invited before.
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
   * the two had everything deleted, is banned or in debt, or if the inviter has gained as often as a month allows.
   */
  reward(tx: Transaction, friendId: UserId, chargeId: string, now: Date): Promise<Gained[]> {
    const allowances = new AllowanceReader(Database.within(tx));
    return this.rewardBoth(tx, friendId, now, {
      outcome: 'outcome',
      inviter: 'referral-inviter',
      friend: 'referral-friend',
      chargeId,
      refusal: async () => ((await tx.existsBy(Refund, { telegramPaymentChargeId: chargeId })) ? 'refunded' : null),
      ended: (outcome) => ({
        telegramPaymentChargeId: chargeId,
        outcome,
        rewardedAt: outcome === 'rewarded' ? now : null,
      }),
      credits: async () => ({
        forInviter: credits(await allowances.at('referral-inviter-credits', now)),
        forFriend: credits(await allowances.at('referral-friend-credits', now)),
      }),
    });
  }

  /**
   * After the friend's first picture, gives both people what a picture costs at this moment, once. Gives nothing if one of them had
   * everything deleted, is banned or in debt, or if the inviter has gained for as many pictures as a month allows (decision 205).
   */
  rewardPicture(tx: Transaction, friendId: UserId, now: Date): Promise<Gained[]> {
    return this.rewardBoth(tx, friendId, now, {
      outcome: 'pictureOutcome',
      inviter: 'referral-picture-inviter',
      friend: 'referral-picture-friend',
      chargeId: null,
      refusal: () => Promise.resolve(null),
      ended: (pictureOutcome) => ({ pictureOutcome }),
      credits: async () => {
        const { total } = await new PriceReader(Database.within(tx)).quote('picture', 1, now);
        return { forInviter: total, forFriend: total };
      },
    });
  }

  private async rewardBoth(tx: Transaction, friendId: UserId, now: Date, of: Reward): Promise<Gained[]> {
    const invited = await tx.findOneBy(Referral, { friendId });
    if (!invited || invited[of.outcome] !== null) return [];
    const { inviterId } = invited;
    const balances = await this.accounts.lockAll(tx, [friendId, inviterId]);
    // Read again under the locks: another attempt may have given the reward, or one of the two had everything deleted.
    const current = await tx.findOneBy(Referral, { friendId });
    if (!current || current[of.outcome] !== null) return [];
    const why = (await of.refusal()) ?? (await this.whyNot(tx, current, balances, of.inviter, now));
    await tx.update(Referral, { friendId }, of.ended(why ?? 'rewarded'));
    if (why !== null) return [];
    const { forInviter, forFriend } = await of.credits();
    return this.giveBoth(tx, balances, of.chargeId, [
      { userId: inviterId, reason: of.inviter, credits: forInviter },
      { userId: friendId, reason: of.friend, credits: forFriend },
    ]);
  }

  private async giveBoth(
    tx: Transaction,
    balances: ReadonlyMap<UserId, Balance>,
    chargeId: string | null,
    gains: readonly Pick<Gained, 'userId' | 'reason' | 'credits'>[],
  ): Promise<Gained[]> {
    const gained: Gained[] = [];
    for (const one of gains) {
      if (one.credits === 0n) continue;
      const { debt } = balances.get(one.userId)!;
      const balance = await this.gains.give(tx, { ...one, chargeId }, debt);
      if (balance) gained.push({ ...one, owed: (debt - balance.debt) as CentiCredits, balance });
    }
    return gained;
  }

  /** Why a friend and their inviter gain nothing; null if they gain something. */
  private async whyNot(
    tx: Transaction,
    { friendId, inviterId }: Referral,
    balances: ReadonlyMap<UserId, Balance>,
    reason: Reward['inviter'],
    now: Date,
  ): Promise<string | null> {
    if (await isGone(tx, [friendId, inviterId])) return 'gone';
    if ([...balances.values()].some(({ debt }) => debt > 0n)) return 'in-debt';
    const mayGain = await new ReferralReader(Database.within(tx)).mayGain(inviterId, reason, now);
    return mayGain ? null : 'too-many-this-month';
  }
}

/** Whether one of these people is banned, or had everything deleted. */
async function isGone(tx: Transaction, people: readonly UserId[]): Promise<boolean> {
  const found = await tx.query<unknown[]>(
    `SELECT FROM billing.account WHERE user_id = ANY ($1) AND forgotten_at IS NOT NULL
      UNION ALL SELECT FROM bot.person WHERE user_id = ANY ($1) AND banned_until > now()`,
    [people],
  );
  return found.length > 0;
}
