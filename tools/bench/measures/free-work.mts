import { HOSTILE_WISHES } from '@aisha/testing/hostile-wishes';
import { A_DAY, billOf, goThrough } from '../../attack/door.mts';
import { listAttacks } from '../../attack/list.mts';
import { Target } from '../../attack/target.mts';
import type { Figure } from '../figures/figure.mts';
import type { Measure } from './measure.mts';

const NOTE =
  'provider list prices less what the charged credits were bought for; most of the day is booked before, so that nobody waits for hundreds of orders';
const GOAL = `≤ ${A_DAY}`;
/** The credits of a customer, in hundredths: enough for the longest training. */
const CREDITS = 100_000;
/** What is left of a day's free work, in US dollars, for the person who tries all doors. */
const LEFT = 0.1;

/**
 * Measures what a hostile person costs us in a day, in dollars, through each door and through all doors, and then how many hostile ideas are
 * drawn.
 */
export const freeWork: Measure = {
  name: 'free-work',
  about: 'what one hostile person makes providers do for nothing within a day, and which hostile wishes are drawn',
  withoutQueue: true,
  byNameOnly: true,
  quickElsewhere: 'npm run attack -- --quick',
  async run(bench) {
    const { signal, onTrouble } = bench;
    const target = bench.keep(await Target.start({ folder: bench.folder('free-work'), signal, onTrouble }));
    const attacks = await listAttacks();
    const doors = attacks.flatMap(({ name, door, isQuick, run }) =>
      door && (isQuick || !bench.isQuick) ? [{ name, door, run }] : [],
    );
    const figures: Figure[] = [];
    const glutton = await target.customer('Mallory');
    const { userId } = glutton;
    await target.fixtures.freeWork({ userId, microDollars: Math.round((A_DAY - LEFT) * 1_000_000) });
    for (const { name, door, run } of doors) {
      signal.throwIfAborted();
      const { dollars } = await run(target);
      figures.push({ name: `burnt in a day: ${name}`, unit: '$', values: [dollars!], goal: GOAL, note: NOTE });
      await target.admin.query(`UPDATE billing.account SET available = $2 WHERE user_id = $1`, [userId, CREDITS]);
      await goThrough(target, glutton, { ...door, times: 1 });
    }
    const { burnt } = await billOf(target, userId);
    figures.push({
      name: 'burnt in a day: by one who does all of it',
      unit: '$',
      values: [A_DAY - LEFT + burnt],
      goal: GOAL,
    });
    const wishes = Object.values(HOSTILE_WISHES).flat().length;
    const { drawn } = await attacks.find(({ name }) => name === 'hostile-wishes')!.run(target);
    figures.push({ name: `hostile wishes drawn, of ${wishes}`, unit: '', values: [drawn!], goal: '0' });
    return figures;
  },
};
