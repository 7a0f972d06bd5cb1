import { afterAll, beforeAll, it } from '@jest/globals';
import { ordersInEveryState } from './src/orders-in-every-state';
import { Product } from './src/product';
import { timePasses } from './src/time-passes';

/** How long waiting messages may take to arrive on a busy machine; in production it is ten minutes. */
const ARRIVES_WITHIN_MS = 60_000;

const APPS = ['bot-gateway', 'avatar-trainer', 'image-generator', 'transcriber', 'photo-enhancer', 'webhook-receiver'];

let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '1000', SETTLEMENTS_ARRIVE_MS: String(ARRIVES_WITHIN_MS) });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

it('each order ends once after three hours without billing: nothing is given away, and no person hears both ends', async () => {
  const { endInOrder } = await ordersInEveryState(aisha);
  const goOn = APPS.map((app) => aisha.freezes(app));
  await timePasses(aisha, 3);

  for (const resume of goOn) resume();
  await aisha.kills('billing');

  await endInOrder(aisha);
}, 900_000);

it('each order ends once after thirty hours without the product: nothing is given away, and no person hears both ends', async () => {
  const { endInOrder } = await ordersInEveryState(aisha);
  for (const app of APPS) aisha.freezes(app);
  await timePasses(aisha, 30);
  await aisha.dies();

  await aisha.startsAgain();

  await endInOrder(aisha);
}, 900_000);
