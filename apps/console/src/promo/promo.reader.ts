import { Database } from '@aisha/database';
import { SellingReader } from '@aisha/database/billing';
import { Injectable } from '@nestjs/common';

/** A promo code with how often it was used. */
export interface PromoLine {
  readonly code: string;
  /** What it brings at once; null: it has a percent. */
  readonly credits: number | null;
  readonly percent: number | null;
  readonly perPerson: number;
  readonly inAll: number | null;
  readonly used: number;
  readonly from: Date;
  readonly until: Date | null;
  readonly state: 'to-come' | 'holds' | 'used-up' | 'ended';
}

/** What invitations brought. Nobody is named. */
export interface ReferralFigures {
  /** How many came by an invitation. */
  readonly invited: number;
  /** Of those, who have bought something since. */
  readonly paid: number;
  /** Of those, whose purchase brought credits to both. */
  readonly rewarded: number;
  /** Why the others brought nothing, with how many. */
  readonly refused: readonly { readonly why: string; readonly count: number }[];
  /** Whose first picture brought both the credits of one. */
  readonly picturesRewarded: number;
  /** Why first pictures of the others brought nothing, with how many. */
  readonly picturesRefused: readonly { readonly why: string; readonly count: number }[];
  /** Credits that invitations brought, without those that went back. */
  readonly credits: number;
}

/** Reads promo codes and what invitations brought. */
@Injectable()
export class PromoReader {
  constructor(private readonly database: Database) {}

  /** The codes that hold or will, or all that ever were; the newest first. */
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

  /** Of the last so many days. */
  async referrals(now: Date, days: number): Promise<ReferralFigures> {
    const since = [now, days];
    const outcomes = await this.database.read.query<{ outcome: string | null; count: number }[]>(
      `SELECT outcome, count(*)::int AS count FROM billing.referral
        WHERE invited_at > $1::timestamptz - make_interval(days => $2::int) GROUP BY outcome ORDER BY 2 DESC`,
      since,
    );
    const pictures = await this.database.read.query<{ outcome: string; count: number }[]>(
      `SELECT picture_outcome AS outcome, count(*)::int AS count FROM billing.referral
        WHERE picture_outcome IS NOT NULL AND invited_at > $1::timestamptz - make_interval(days => $2::int)
        GROUP BY picture_outcome ORDER BY 2 DESC`,
      since,
    );
    const [gained] = await this.database.read.query<[{ credits: number }]>(
      `SELECT coalesce(sum(credits) / 100, 0)::float8 AS credits FROM billing.gain
        WHERE reason LIKE 'referral-%' AND taken IS NULL
          AND gained_at > $1::timestamptz - make_interval(days => $2::int)`,
      since,
    );
    const sum = (rows: readonly { readonly count: number }[]): number =>
      rows.reduce((all, { count }) => all + count, 0);
    const paid = outcomes.filter(({ outcome }) => outcome !== null);
    const isRewarded = ({ outcome }: { readonly outcome: string | null }): boolean => outcome === 'rewarded';
    return {
      invited: sum(outcomes),
      paid: sum(paid),
      rewarded: sum(paid.filter(isRewarded)),
      refused: paid.filter((row) => !isRewarded(row)).map(({ outcome, count }) => ({ why: outcome!, count })),
      picturesRewarded: sum(pictures.filter(isRewarded)),
      picturesRefused: pictures
        .filter((row) => !isRewarded(row))
        .map(({ outcome, count }) => ({ why: outcome, count })),
      credits: gained.credits,
    };
  }
}
