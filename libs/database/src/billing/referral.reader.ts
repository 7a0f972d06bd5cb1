import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { centiCredits, credits, INVITATIONS_COUNTED_MS, type CentiCredits, type UserId } from '@aisha/domain';
import { Database } from '../connection/database';
import { Gain } from '../entities/billing/gain.entity';
import { AllowanceReader } from './allowance.reader';
import { BalanceReader } from './balance.reader';

/** What a person gained by inviting friends. It never says who the friends are. */
interface InvitedFriends {
  /** How many friends came by the person's link. */
  readonly came: number;
  /** How many of these friends made a first purchase that brought the person credits, which were not taken back. */
  readonly bought: number;
  /** How many of these friends drew a first picture that brought the person credits. */
  readonly drew: number;
  /** What the person gained and has kept: gains that were taken back are left out. */
  readonly gained: CentiCredits;
}

/** What one more friend of a person would bring now, before anything is known of that friend. */
interface NextFriend {
  /** Whether the friend's first picture brings credits, for both. */
  readonly picture: boolean;
  /** What the friend's first purchase brings to each of the two. */
  readonly purchase: { readonly inviter: CentiCredits; readonly friend: CentiCredits };
}

/** The allowance that says how often an inviter may gain each reward in 30 days. */
const MOST_A_MONTH = {
  'referral-inviter': 'referral-gains-a-month',
  'referral-picture-inviter': 'referral-pictures-a-month',
} as const;

/** What people gained by their invitations, and may gain. */
@Injectable()
export class ReferralReader {
  constructor(private readonly database: Database) {}

  async of(userId: UserId): Promise<InvitedFriends> {
    const [row] = await this.database.read.query<[{ came: number; bought: number; drew: number; gained: string }]>(
      `SELECT (SELECT count(*)::int FROM billing.referral WHERE inviter_id = $1) AS came,
              (SELECT count(*)::int FROM billing.gain WHERE user_id = $1 AND reason = 'referral-inviter' AND taken IS NULL) AS bought,
              (SELECT count(*)::int FROM billing.gain WHERE user_id = $1 AND reason = 'referral-picture-inviter') AS drew,
              (SELECT coalesce(sum(credits), 0)::bigint::text FROM billing.gain
                WHERE user_id = $1 AND reason IN ('referral-inviter', 'referral-picture-inviter') AND taken IS NULL) AS gained`,
      [userId],
    );
    return { came: row.came, bought: row.bought, drew: row.drew, gained: centiCredits(row.gained) };
  }

  /** Whether the inviter has gained this reward less often in the last 30 days than the month allows. */
  async mayGain(inviterId: UserId, reason: keyof typeof MOST_A_MONTH, now: Date): Promise<boolean> {
    const gains = await this.database.read.countBy(Gain, {
      userId: inviterId,
      reason,
      gainedAt: MoreThan(new Date(now.getTime() - INVITATIONS_COUNTED_MS)),
    });
    return gains < (await new AllowanceReader(this.database).at(MOST_A_MONTH[reason], now));
  }

  /** What one more friend would bring: nothing past the limit of the month, or while the person owes credits (ReferralStore gives). */
  async next(userId: UserId, now: Date): Promise<NextFriend> {
    const { debt } = await new BalanceReader(this.database).of(userId);
    const mayGain = async (reason: keyof typeof MOST_A_MONTH) =>
      debt === 0n && (await this.mayGain(userId, reason, now));
    const hasRoom = await mayGain('referral-inviter');
    const allowances = new AllowanceReader(this.database);
    const amount = async (name: 'referral-inviter-credits' | 'referral-friend-credits') =>
      hasRoom ? credits(await allowances.at(name, now)) : centiCredits(0);
    return {
      picture: await mayGain('referral-picture-inviter'),
      purchase: {
        inviter: await amount('referral-inviter-credits'),
        friend: await amount('referral-friend-credits'),
      },
    };
  }
}
