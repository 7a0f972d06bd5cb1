import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { timePasses } from '@aisha/embedded';
import { ordersInEveryState } from './src/orders-in-every-state';
import { Product } from './src/product';
import { programsOf } from './src/programs';

/** How long waiting messages may take to arrive on a busy machine; in production it is ten minutes. */
const ARRIVES_WITHIN_MS = 60_000;

const APPS = [
  ...['bot-gateway', 'avatar-trainer', 'image-generator', 'transcriber', 'photo-enhancer', 'webhook-receiver'],
  'public-api',
];

let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '1000', SETTLEMENTS_ARRIVE_MS: String(ARRIVES_WITHIN_MS) });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

const { asks, ends, withKey } = programsOf(() => aisha);
const GREETING = { kind: 'speech', text: 'Доброе утро.', maxCredits: 20 };

/**
 * Places an order by the API before the outage. Resolves to a function that expects that the order ended once, charged for what was
 * delivered.
 */
const orderOfAProgram = async (name: string): Promise<() => Promise<void>> => {
  const { key } = await withKey(name);
  const { body: order } = await asks(key, 'POST', '/v1/orders', GREETING, 'greeting');
  return async () => {
    const { state, chargedCredits } = await ends(key, order.id);
    const { status, captured } = await aisha.settled(order.id);
    const isPaid = state === 'succeeded';
    expect({ isPaid, status, captured: captured / 100 }).toEqual({
      ...{ isPaid, status: isPaid ? 'captured' : 'released', captured: chargedCredits },
    });
    const mine = 'SELECT FROM api.placed_order WHERE order_id = $1 AND ended_at IS NOT NULL';
    expect(await aisha.sql(mine, [order.id])).toHaveLength(1);
  };
};

it('each order ends once after three hours without billing: nothing is given away, and nobody gets two different outcomes of one order', async () => {
  const programEnds = await orderOfAProgram('Программа');
  const { endInOrder } = await ordersInEveryState(aisha);
  const goOn = APPS.map((app) => aisha.freezes(app));
  await timePasses((statement) => aisha.sql(statement), 3);

  for (const resume of goOn) resume();
  await aisha.kills('billing');

  await endInOrder(aisha);
  await programEnds();
}, 900_000);

it('each order ends once after thirty hours without the product: nothing is given away, and nobody gets two different outcomes of one order', async () => {
  const programEnds = await orderOfAProgram('Служба');
  const { endInOrder } = await ordersInEveryState(aisha);
  for (const app of APPS) aisha.freezes(app);
  await timePasses((statement) => aisha.sql(statement), 30);
  await aisha.dies();

  await aisha.startsAgain();

  await endInOrder(aisha);
  await programEnds();
}, 900_000);
