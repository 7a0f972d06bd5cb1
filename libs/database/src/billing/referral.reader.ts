import { Injectable } from '@nestjs/common';
import { centiCredits, type CentiCredits, type UserId } from '@aisha/domain';
import { Database } from '../connection/database';

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

/** What people gained by their invitations. */
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
}
