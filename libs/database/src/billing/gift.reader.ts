import { Injectable } from '@nestjs/common';
import {
  centiCredits,
  credits,
  DAY_MS,
  type CentiCredits,
  type GiftEnd,
  type GiftId,
  type GiftName,
  type UserId,
} from '@aisha/domain';
import { Database } from '../connection/database';
import { AllowanceReader } from './allowance.reader';
import { IS_LIVE } from './live-purchase';

/** Gifts of a person to others. */
@Injectable()
export class GiftReader {
  constructor(private readonly database: Database) {}

  /**
   * What a person can give away: no more than they have, and no more than the credits that they bought and have neither returned nor given
   * away. Credits that were given to a person cannot be given on: otherwise one person could collect the welcome gifts of many new people.
   */
  async giveable(userId: UserId): Promise<CentiCredits> {
    const [row] = await this.database.read.query<[{ left: string } | undefined]>(
      `SELECT greatest(0, least(a.available,
         (SELECT coalesce(sum(p.credited), 0) FROM billing.purchase p WHERE p.user_id = $1 AND ${IS_LIVE})
         - (SELECT coalesce(sum(g.credits), 0) FROM billing.gift g WHERE g.giver_id = $1
             AND (g.closed_at IS NULL OR g.opener_id <> g.giver_id))))::bigint::text AS left
         FROM billing.account a WHERE a.user_id = $1`,
      [userId],
    );
    return centiCredits(row?.left ?? 0);
  }

  /** What has become of a gift of this person's own; `open` while nobody has opened it, `unknown` when it is no gift of theirs. */
  async stateOf(giverId: UserId, giftId: GiftId): Promise<GiftEnd | 'open' | 'unknown'> {
    const [row] = await this.database.read.query<{ state: GiftEnd | 'open' }[]>(
      `SELECT CASE WHEN closed_at IS NULL THEN 'open' WHEN opener_id IS NULL THEN 'returned'
           WHEN opener_id = giver_id THEN 'taken-back' ELSE 'opened' END AS state
         FROM billing.gift WHERE giver_id = $1 AND id = $2`,
      [giverId, giftId],
    );
    return row?.state ?? 'unknown';
  }

  /**
   * The name of an open gift, for anybody except its giver; undefined for the giver, for a gift that is closed, and for one that has
   * expired.
   */
  async nameOfOpen(userId: UserId, giftId: GiftId, now: Date): Promise<GiftName | undefined> {
    const [row] = await this.database.read.query<{ called: GiftName }[]>(
      `SELECT called FROM billing.gift WHERE id = $2 AND giver_id <> $1 AND closed_at IS NULL AND expires_at > $3`,
      [userId, giftId, now],
    );
    return row?.called;
  }

  /** How much a person may give within a day, and how much of that is left. */
  async today(userId: UserId, now: Date): Promise<{ readonly aDay: CentiCredits; readonly left: CentiCredits }> {
    const aDay = credits(await new AllowanceReader(this.database).at('gift-credits-a-day', now));
    const given = await this.givenSince(userId, new Date(now.getTime() - DAY_MS));
    return { aDay, left: centiCredits(given < aDay ? aDay - given : 0n) };
  }

  /** What a person gave since a moment and did not get back. */
  async givenSince(userId: UserId, since: Date): Promise<bigint> {
    const [row] = await this.database.read.query<[{ given: string }]>(
      `SELECT coalesce(sum(credits), 0)::bigint::text AS given FROM billing.gift
        WHERE giver_id = $1 AND made_at > $2 AND (closed_at IS NULL OR opener_id <> giver_id)`,
      [userId, since],
    );
    return BigInt(row.given);
  }
}
