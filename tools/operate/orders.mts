/**
 * Orders: those that have not ended and where they stand, or one order's whole story over all apps, by their rows. What a person typed, sent
 * or got is in none of it.
 *
 *   npm run orders                              those that have not ended, oldest first [--kind <kind>] [--json]
 *   npm run orders -- --stuck                   those of them that should have gone on by now, and why; exits 1 when there are any
 *   npm run orders -- <order id, or its end>    what happened to one, in the order of time [--json]
 */
import { ORDER_KINDS } from '@aisha/kinds';
import { asked, called, fail } from './command-line.mts';
import { connected, operatedDatabase, ownedDatabase } from './operated-product.mts';
import { ordersNamed, orderStory } from './orders/order-story.mts';
import { standingOrders, type AskRows, type StandingOrder } from './orders/standing-orders.mts';

const USAGE = `${called('orders')} [--stuck] [--kind <kind>] [--json]\n${called('orders')} <order id, or its last 8 characters or more> [--json]`;
/** An order's id, or the end of it that is long enough to name one among a million. */
const NAME = /^[0-9a-f-]{8,36}$/i;

const { words, flags, values } = asked(USAGE, { flags: ['open', 'stuck', 'json'], values: ['kind'] });
const [name, ...more] = words;
if (more.length > 0) fail(`${more.join(' ')}: one order at a time\n${USAGE}`);
if (name !== undefined && (flags.open || flags.stuck || values.kind !== undefined))
  fail(`A filter goes with the list, not with an order.\n${USAGE}`);
if (name !== undefined && !NAME.test(name)) fail(`${name}: an order is named by its id or by its end\n${USAGE}`);
if (values.kind !== undefined && !(ORDER_KINDS as readonly string[]).includes(values.kind))
  fail(`${values.kind}: must be one of ${ORDER_KINDS.join(', ')}`);

// Every app may read where orders stand; one order's story needs the rows of all apps.
const client = await connected(name === undefined ? operatedDatabase() : ownedDatabase(), 'orders');
const ask: AskRows = async (sql, parameters) => (await client.query(sql, parameters)).rows;
try {
  await (name === undefined ? list() : story(name));
} finally {
  await client.end();
}

async function list(): Promise<void> {
  const standing = (await standingOrders(ask)).filter(
    ({ kind, stuckBecause }) =>
      (values.kind === undefined || kind === values.kind) && (!flags.stuck || stuckBecause !== null),
  );
  if (flags.stuck && standing.length > 0) process.exitCode = 1;
  if (flags.json) return console.log(JSON.stringify(standing, null, 2));
  for (const order of standing) console.log(lineOf(order));
  console.log(standing.length === 0 ? 'none' : `${standing.length} in all`);
}

async function story(end: string): Promise<void> {
  const ids = await ordersNamed(ask, end);
  if (ids.length === 0) fail(`${end}: no such order`);
  if (ids.length > 1) fail(`${end}: names several: ${ids.join(', ')}`);
  const told = await orderStory(ask, ids[0]!);
  if (flags.json) return console.log(JSON.stringify(told, null, 2));
  const { orderId, userId, kind, state, events } = told;
  console.log(`${kind ?? 'order'} ${orderId}  of ${userId ?? '-'}  ${state}`);
  const stuck = (await standingOrders(ask)).find((order) => order.orderId === orderId);
  if (stuck) console.log(`stands ${stuck.stands} for ${stuck.seconds} s${because(stuck)}`);
  const now = Date.now();
  for (const { at, schema, what } of events)
    console.log(`${at.getTime() > now ? 'next ' : ''}${at.toISOString()}  ${schema.padEnd(11)}  ${what}`);
}

function lineOf(order: StandingOrder): string {
  const { orderId, kind, state, createdAt, stands, seconds } = order;
  return `${orderId}  ${kind}  ${state}  ${createdAt.toISOString()}  ${stands} for ${seconds} s${because(order)}`;
}

function because({ stuckBecause }: StandingOrder): string {
  return stuckBecause === null ? '' : `  STUCK: ${stuckBecause}`;
}
