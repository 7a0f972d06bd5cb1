import { customersOf, IDEA, upToThePrice } from '../product/customers.mts';
import type { Visitor } from '../product/visitor.mts';
import type { Measure } from './measure.mts';

const EAGER = 50;
const MODEST = 10;
const SLOTS = 2;
/** How long FAL takes for a picture: long enough that all fifty orders are queued before many of them are drawn. */
const PICTURE_TAKES_MS = 1_000;
const DRAWN_WITHIN_MS = 180_000;

/** Measures whether one person's many orders delay everybody else. */
export const fairness: Measure = {
  name: 'fairness',
  about: 'one person queues 50 orders, ten people queue one each after that, with two slots at FAL',
  async run(bench) {
    const product = await bench.product('queued');
    const heap = bench.isQuick ? 12 : EAGER;
    const [eager, ...modest] = (await customersOf(product, 1 + MODEST)) as [Visitor, ...Visitor[]];
    const taps = await Promise.all(modest.map((visitor) => upToThePrice(visitor)));
    product.fal.takesMs = PICTURE_TAKES_MS;
    await eager.taps(await upToThePrice(eager));
    for (let orders = 1; orders < heap; orders += 1) {
      const after = eager.newest;
      await eager.asks(IDEA);
      await eager.findsAndTaps(/^🎨 Draw 1 /, { after });
    }
    const drawnAlready = eager.pictures;
    await Promise.all(
      modest.map(async (visitor, place) => {
        const tap = taps[place] as (typeof taps)[number];
        const options = { after: visitor.newest, timeoutMs: DRAWN_WITHIN_MS };
        await Promise.all([visitor.taps(tap), visitor.sees('a picture', ({ isPicture }) => isPicture, options)]);
      }),
    );
    const meanwhile = eager.pictures - drawnAlready;
    product.fal.takesMs = 0;
    await eager.seesPictures(heap, DRAWN_WITHIN_MS);
    return [
      {
        name: `of ${heap - drawnAlready} orders that one person has queued, those drawn before the last of ten others' later ones`,
        unit: 'orders',
        values: [meanwhile],
        baselines: [
          { name: 'those at FAL already', kind: 'lower bound', values: [SLOTS] },
          { name: 'first come, first served', kind: 'shipped', values: [heap - drawnAlready] },
        ],
        goal: "the ten's end first, but for what is at FAL and one turn of the person's own",
      },
    ];
  },
};
