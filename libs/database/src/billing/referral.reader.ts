import { Injectable } from '@nestjs/common';
import { centiCredits, type CentiCredits, type UserId } from '@aisha/domain';
import { Database } from '../database';

/** What a person gained by inviting friends. It never says who the friends are. */
export interface InvitedFriends {
  /** Who came by the person's link. */
  readonly came: number;
  /** How many of these friends made a first purchase that brought the person credits. */
  readonly bought: number;
  /** The credits that the invitations brought, without those that went back. */
  readonly gained: CentiCredits;
}

/** What people gained by their invitations. */
@Injectable()
export class ReferralReader {
  constructor(private readonly database: Database) {}

  async of(userId: UserId): Promise<InvitedFriends> {
    const [row] = await this.database.read.query<[{ came: number; bought: number; gained: string }]>(
      `SELECT (SELECT count(*)::int FROM billing.referral WHERE inviter_id = $1) AS came,
              (SELECT count(*)::int FROM billing.gain WHERE user_id = $1 AND reason = 'referral-inviter' AND taken IS NULL) AS bought,
              (SELECT coalesce(sum(credits), 0)::bigint::text FROM billing.gain
                WHERE user_id = $1 AND reason = 'referral-inviter' AND taken IS NULL) AS gained`,
      [userId],
    );
    return { came: row.came, bought: row.bought, gained: centiCredits(row.gained) };
  }
}
