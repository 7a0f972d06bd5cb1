import { DOLLARS_A_STAR, PACKS, type UserId } from '@aisha/domain';
import { eventually } from '@aisha/testing/fixtures';
import type { Attack, Door } from './attack.mts';
import { PATIENT, type Target } from './target.mts';
import type { Customer } from './walks.mts';

const MICRO = 1_000_000;
/** The default of FREE_WORK_DAILY_CENTS, in US dollars. */
export const A_DAY = 0.5;
/** The rounding error of sums of millionths of a dollar is below this. */
const ROUNDING = 1e-6;
/** Our income from a hundredth of a credit in the cheapest pack. */
const DOLLARS_A_CENTI_CREDIT = Math.min(
  ...PACKS.map(({ stars, credits }) => (stars * DOLLARS_A_STAR) / Number(credits)),
);

/** The work that a person made providers do, in US dollars at list prices. */
interface Bill {
  readonly listed: number;
  /** The part that is paid by credits charged or still held. */
  readonly charged: number;
  /** The part that the guarantee of likeness pays, which a person can use once a month (decision 67). */
  readonly guaranteed: number;
  /**
   * The dollars that no credits paid for: the rest of the bill, or work given away before FAL said whether it bills a
   * cancelled request.
   */
  readonly burnt: number;
}

const WORKERS = ['trainer', 'generator', 'transcriber', 'enhancer'];
const each = (columns: string, table: string): string =>
  WORKERS.map((schema) => `SELECT user_id, order_id, micro_dollars${columns} FROM ${schema}.${table}`).join(
    ' UNION ALL ',
  );
const FREE_WORK = each(', borne_by', 'free_work');
const BILL = `
  SELECT coalesce(sum(listed), 0)::float8 AS listed,
         coalesce(sum(least(listed, paid)), 0)::float8 AS charged,
         (SELECT coalesce(sum(micro_dollars), 0) FROM (${FREE_WORK}) AS free
          WHERE user_id = $1 AND borne_by = 'guarantee')::float8 AS guaranteed,
         (SELECT coalesce(sum(micro_dollars), 0) FROM (${FREE_WORK}) AS free
          WHERE user_id = $1 AND borne_by = 'balance' AND order_id IS NOT NULL)::float8 AS given
  FROM (SELECT sum(micro_dollars) AS listed,
               max(coalesce(CASE status WHEN 'open' THEN amount ELSE captured END, 0)) * $2::float8 AS paid
        FROM (${each('', 'provider_call')}) AS call LEFT JOIN billing.credit_hold AS hold USING (order_id)
        WHERE call.user_id = $1 GROUP BY order_id) AS cost`;

export const billOf = async ({ admin }: Target, userId: UserId): Promise<Bill> => {
  type Sums = Record<'listed' | 'charged' | 'guaranteed' | 'given', number>;
  const [sums] = (await admin.query<Sums>(BILL, [userId, DOLLARS_A_CENTI_CREDIT * MICRO])) as [Sums];
  const { listed, charged, guaranteed, given } = sums;
  const burnt = Math.max(given, listed - charged - guaranteed);
  return { listed: listed / MICRO, charged: charged / MICRO, guaranteed: guaranteed / MICRO, burnt: burnt / MICRO };
};

/** Sends one person through a door as often as the door's `times` says. */
export const goThrough = async (target: Target, customer: Customer, door: Door): Promise<void> => {
  const faults = door.faults?.(target) ?? [];
  try {
    for (const [fake, fault] of faults) await target.breaks(fake, fault);
    for (let nth = 0; nth < door.times; nth += 1) await door.once(target, customer, nth);
  } finally {
    for (const [fake] of faults) await target.repairs(fake);
  }
};

/** Places an order, and resolves when the person has one more order and all the person's orders are settled. */
export const settles = async (target: Target, { userId }: Customer, order: () => Promise<unknown>): Promise<void> => {
  const known = await holdsOf(target, userId);
  await order();
  await eventually(async () => {
    const holds = await holdsOf(target, userId);
    return holds.length > known.length && holds.every(({ status }) => status !== 'open');
  }, PATIENT);
};

const holdsOf = ({ admin }: Target, userId: UserId): Promise<{ status: string; ended: string; isShut: boolean }[]> =>
  admin.query(
    `SELECT status, status || coalesce(' ' || reason, '') AS ended,
            status <> 'released' OR reason = 'free-work-used-up' AS "isShut" FROM billing.credit_hold WHERE user_id = $1
     ORDER BY created_at`,
    [userId],
  );

/** How the holds ended, such as `2 × released cancelled-by-user, captured`. */
const wordsOf = (holds: Awaited<ReturnType<typeof holdsOf>>): string => {
  const ends = Map.groupBy(holds, ({ ended }) => ended);
  return [...ends].map(([ended, { length }]) => (length === 1 ? ended : `${length} × ${ended}`)).join(', ');
};

const inDollars = (sum: number): string => `$${sum.toFixed(sum < 0.1 ? 4 : 2)}`;

/**
 * The attack through a door: what one person burns in a day stays within the daily allowance, and the rest is charged.
 */
export const attackBy = ({ about, isQuick = true, ...door }: Door & { about: string; isQuick?: boolean }): Attack => ({
  about,
  holds: 'What providers list for it and the person does not pay is within a day’s free work.',
  isQuick,
  door,
  async run(target) {
    const customer = await target.customer('Mallory');
    const left = door.leaves ?? A_DAY;
    const before = Math.round((A_DAY - left) * MICRO);
    await target.fixtures.freeWork({ userId: customer.userId, microDollars: before });
    await goThrough(target, customer, door);
    const holds = await holdsOf(target, customer.userId);
    const { listed, charged, guaranteed, burnt } = await billOf(target, customer.userId);
    const dollars = before / MICRO + burnt;
    const besides = guaranteed > 0 ? `, ${inDollars(guaranteed)} by the guarantee of the month` : '';
    return {
      // Unless the product closed the door in the end, the attack did not go far enough to prove anything.
      holds: holds.some(({ isShut }) => isShut) && dollars <= A_DAY + ROUNDING,
      figure: `${wordsOf(holds)}: listed ${inDollars(listed)}, charged ${inDollars(charged)}${besides}; ${inDollars(burnt)} burnt of ${inDollars(left)} left for the day`,
      dollars,
    };
  },
});
