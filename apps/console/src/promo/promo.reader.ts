import { Database, lowestIdAt } from '@aisha/database';
import { SellingReader } from '@aisha/database/billing';
import { DAY_MS } from '@aisha/domain';
import { Injectable } from '@nestjs/common';

/** A promo code, and how often it was used. */
export interface PromoLine {
  readonly code: string;
  /** How many credits the code gives at once; null for a code that has a percent. */
  readonly credits: number | null;
  readonly percent: number | null;
  readonly perPerson: number;
  readonly inAll: number | null;
  readonly used: number;
  readonly from: Date;
  readonly until: Date | null;
  readonly state: 'to-come' | 'holds' | 'used-up' | 'ended';
}

/** What invitations brought, added up over all people. */
export interface ReferralFigures {
  /** How many people were invited. */
  readonly invited: number;
  /** How many of the invited people have bought something since. */
  readonly paid: number;
  /** How many first purchases of invited people brought credits to both people: the inviting and the invited one. */
  readonly rewarded: number;
  /** Why the other first purchases brought no credits, and how many there are for each reason. */
  readonly refused: readonly { readonly why: string; readonly count: number }[];
  /** How many first pictures of invited people brought credits, worth a picture, to both people. */
  readonly picturesRewarded: number;
  /** Why the other first pictures brought nothing, and how many there are for each reason. */
  readonly picturesRefused: readonly { readonly why: string; readonly count: number }[];
  /** Credits that invitations brought, without those that went back. */
  readonly credits: number;
}

/** How many people came by links of a kind. Nobody is named. */
export interface ArrivalFigures {
  readonly link: string;
  readonly came: number;
  /** How many of them have got a picture. */
  readonly withPicture: number;
}

/** Reads promo codes, what invitations brought, and by which links people came. */
@Injectable()
export class PromoReader {
  constructor(private readonly database: Database) {}

  /** All codes, or only those that are valid or will be; the newest first. */
  async codes(now: Date, all: boolean): Promise<PromoLine[]> {
    const codes = await new SellingReader(this.database).promos(now, all);
    return codes.map(({ code, credits, percent, perPerson, inAll, used, validFrom: from, validUntil: until }) => ({
      code,
      credits: credits === null ? null : Number(credits) / 100,
      percent,
      perPerson,
      inAll,
      used,
      from,
      until,
      state:
        until !== null && until <= now
          ? 'ended'
          : from > now
            ? 'to-come'
            : inAll !== null && used >= inAll
              ? 'used-up'
              : 'holds',
    }));
  }

  /** How many people came by each kind of link in the last days, the most frequent kind first. */
  arrivals(now: Date, days: number): Promise<ArrivalFigures[]> {
    return this.database.read.query<ArrivalFigures[]>(
      `SELECT came_by AS link, count(*)::int AS came, count(first_picture_at)::int AS "withPicture" FROM bot.person
        WHERE user_id >= $1 AND came_by IS NOT NULL GROUP BY came_by ORDER BY 2 DESC, 1`,
      [lowestIdAt(now.getTime() - days * DAY_MS)],
    );
  }

  /** Adds up the invitations of the last days. */
  async referrals(now: Date, days: number): Promise<ReferralFigures> {
    const since = [now, days];
    const judged = (column: 'outcome' | 'picture_outcome') =>
      this.database.read.query<Outcomes>(
        `SELECT ${column} AS outcome, count(*)::int AS count FROM billing.referral
          WHERE invited_at > $1::timestamptz - make_interval(days => $2::int) GROUP BY ${column} ORDER BY 2 DESC`,
        since,
      );
    const outcomes = await judged('outcome');
    const purchases = broughtBy(outcomes);
    const pictures = broughtBy(await judged('picture_outcome'));
    const [gained] = await this.database.read.query<[{ credits: number }]>(
      `SELECT coalesce(sum(credits) / 100, 0)::float8 AS credits FROM billing.gain
        WHERE reason LIKE 'referral-%' AND taken IS NULL
          AND gained_at > $1::timestamptz - make_interval(days => $2::int)`,
      since,
    );
    return {
      invited: sum(outcomes),
      paid: purchases.rewarded + sum(purchases.refused),
      rewarded: purchases.rewarded,
      refused: purchases.refused,
      picturesRewarded: pictures.rewarded,
      picturesRefused: pictures.refused,
      credits: gained.credits,
    };
  }
}

/** How many invitations have each outcome; null: not judged yet. */
type Outcomes = readonly { readonly outcome: string | null; readonly count: number }[];

const sum = (rows: readonly { readonly count: number }[]): number => rows.reduce((all, { count }) => all + count, 0);

/** How many of the judged invitations brought both people credits, and why the others did not. */
const broughtBy = (rows: Outcomes) => ({
  rewarded: sum(rows.filter(({ outcome }) => outcome === 'rewarded')),
  refused: rows.flatMap(({ outcome, count }) =>
    outcome === null || outcome === 'rewarded' ? [] : [{ why: outcome, count }],
  ),
});
