import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import type { Product } from '../src/product';
import type { Findings } from './invariants';
import type { Ordered } from './people';

const table = (title: string, rows: readonly (readonly [string, string | number])[]): string => {
  const width = Math.max(0, ...rows.map(([what]) => what.length));
  return `\n${title}\n${rows.map(([what, figure]) => `  ${what.padEnd(width)}  ${figure}`).join('\n')}\n`;
};

/** Writes the report of a run: the faults, the orders and how they ended, and the checked promises. */
export const report = async (
  product: Product,
  {
    happened,
    ordered,
    people,
    found,
    restedAfterS,
    cameTwice,
    askedForAgain,
    deletedMeanwhile,
  }: {
    readonly happened: ReadonlyMap<string, number>;
    readonly ordered: readonly Ordered[];
    readonly people: number;
    readonly found: Findings;
    readonly restedAfterS: number;
    readonly cameTwice: number;
    /** How many lost photos, recordings and texts people were asked to send again. */
    readonly askedForAgain: number;
    /** How many results did not come, because their people deleted the files while the results waited. */
    readonly deletedMeanwhile: number;
  },
): Promise<string> => {
  const planted = ['kill', 'silence', 'network', 'full disk', 'slow disk', 'clock jump', 'outage', 'fault', 'not '];
  const of = (kind: string) => [...happened].filter(([what]) => what.startsWith(kind));
  const sum = (rows: readonly (readonly [string, number])[]): number => rows.reduce((all, [, times]) => all + times, 0);
  const outcomes = await Promise.all(
    ORDER_KINDS.map((kind) =>
      product.sql<{ state: string; count: string }>(
        `SELECT state || coalesce(' (' || error_code || ')', '') AS state, count(*) FROM ${ORDER_KIND[kind].table} GROUP BY 1 ORDER BY 2 DESC`,
      ),
    ),
  );
  const waits = await product
    .sql<{ longest: string | null; median: string | null }>(
      `SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM settled_at - created_at))) AS median,
              (SELECT string_agg(format('%s %s%s', round(extract(epoch FROM settled_at - created_at)), kind, ' ' || reason), ', ')
                 FROM (SELECT * FROM billing.credit_hold WHERE settled_at IS NOT NULL
                        ORDER BY settled_at - created_at DESC LIMIT 5) AS slow) AS longest
         FROM billing.credit_hold WHERE settled_at IS NOT NULL`,
    )
    .catch(() => []);
  const lists: readonly string[] = [...happened].map(([what]) => what);
  const acted = lists.filter((what) => !planted.some((kind) => what.startsWith(kind))).sort();
  return [
    table(
      'What people did, and how it went',
      acted.map((what) => [what, happened.get(what)!]),
    ),
    table(
      'Faults that were planted',
      planted.flatMap((kind) => [
        [`${kind} (all)`, sum(of(kind))] as const,
        ...of(kind)
          .sort()
          .map(([what, times]) => [`  ${what}`, times] as const),
      ]),
    ),
    table(
      'Orders by kind and outcome',
      ORDER_KINDS.map((kind, place) => [
        kind,
        outcomes[place]!.map(({ state, count }) => `${count} ${state}`).join(', ') || 'none',
      ]),
    ),
    table('Promises', [
      ['people', people],
      ['orders confirmed', ordered.length],
      ...Object.entries(found).map(([what, rows]) => [what, rows.length] as const),
      ['messages with a file that came twice, as Telegram’s answer was lost', cameTwice],
      ['free photos, recordings and texts that people were asked to send again', askedForAgain],
      ['results that did not come, as their files were deleted meanwhile', deletedMeanwhile],
      ['from hold to settlement, median s', waits[0]?.median ?? '?'],
      ['from hold to settlement, the five longest, s', waits[0]?.longest ?? '?'],
      ['at rest after the last fault, s', restedAfterS],
    ]),
  ].join('');
};
