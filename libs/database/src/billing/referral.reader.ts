import { Injectable } from '@nestjs/common';
import { centiCredits, credits, INVITATIONS_COUNTED_MS, type CentiCredits, type UserId } from '@aisha/domain';
import { Database } from '../connection/database';
import { AllowanceReader } from './allowance.reader';

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

  /** What one more friend would bring: nothing past the limit of the month, or while the person owes credits (ReferralStore gives). */
  async next(userId: UserId, now: Date): Promise<NextFriend> {
    const [row] = await this.database.read.query<[{ pictures: number; purchases: number; owes: boolean }]>(
      `SELECT (SELECT count(*)::int FROM billing.gain
                WHERE user_id = $1 AND reason = 'referral-picture-inviter' AND gained_at > $2) AS pictures,
              (SELECT count(*)::int FROM billing.gain
                WHERE user_id = $1 AND reason = 'referral-inviter' AND gained_at > $2) AS purchases,
              EXISTS (SELECT FROM billing.account WHERE user_id = $1 AND debt > 0) AS owes`,
      [userId, new Date(now.getTime() - INVITATIONS_COUNTED_MS)],
    );
    const allowances = new AllowanceReader(this.database);
    const hasRoom = !row.owes && row.purchases < (await allowances.at('referral-gains-a-month', now));
    const amount = async (name: 'referral-inviter-credits' | 'referral-friend-credits') =>
      hasRoom ? credits(await allowances.at(name, now)) : centiCredits(0);
    return {
      picture: !row.owes && row.pictures < (await allowances.at('referral-pictures-a-month', now)),
      purchase: {
        inviter: await amount('referral-inviter-credits'),
        friend: await amount('referral-friend-credits'),
      },
    };
  }
}
