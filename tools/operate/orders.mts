/**
 * Shows the orders that have not ended and where they stand, or one order's whole story from the rows of all apps. It never shows what a
 * person typed, sent or got.
 *
 *   npm run orders                              those that have not ended, oldest first [--kind <kind>] [--json]
 *   npm run orders -- --stuck                   those of them that should have gone on by now, and why; exits 1 when there are any
 *   npm run orders -- <order id, or its end>    what happened to one, in the order of time [--json]
 *
 * An operator may also end or retry an order that has not ended. Nothing changes without `--yes`; an audit row keeps who did it and why (`aisha acts`).
 *
 *   npm run orders -- <order> --cancel --operator <name> --reason <words> [--yes]   ends it: what is held goes back, its person is told
 *   npm run orders -- <order> --retry --operator <name> --reason <words> [--yes]    takes it up now: ends its deferral, or asks for it
 *                                                                                   at the provider, and sends it again if unknown there
 */
import type { OrderId } from '@aisha/domain';
import { ORDER_KINDS } from '@aisha/kinds';
import { actingOperator, asked, called, fail } from './command/command-line.mts';
import { operatedDatabase, ownedDatabase } from './command/operated-product.mts';
import { connected } from '../start/connected.mts';
import { OperatedOrder } from './orders/operated-order.mts';
import { ordersNamed, orderStory } from './orders/order-story.mts';
import { LISTED_AT_MOST, unfinishedOrder, unfinishedOrders, type AskRows, type UnfinishedOrder } from '@aisha/database';

const USAGE = [
  `${called('orders')} [--stuck] [--kind <kind>] [--json]`,
  `${called('orders')} <order id, or its last 8 characters or more> [--json]`,
  `${called('orders')} <order> --cancel|--retry --operator <name> --reason <words> [--yes]`,
].join('\n');
/** At least eight characters of an id, which are enough to tell one order from a million others. */
const NAME = /^[0-9a-f-]{8,36}$/i;

const { words, flags, values } = asked(USAGE, {
  flags: ['open', 'stuck', 'json', 'cancel', 'retry', 'yes'],
  values: ['kind', 'operator', 'reason'],
});
const [name, ...more] = words;
if (more.length > 0) fail(`${more.join(' ')}: one order at a time\n${USAGE}`);
if (name !== undefined && (flags.open || flags.stuck || values.kind !== undefined))
  fail(`A filter goes with the list, not with an order.\n${USAGE}`);
if (name !== undefined && !NAME.test(name)) fail(`${name}: an order is named by its id or by its end\n${USAGE}`);
if (values.kind !== undefined && !(ORDER_KINDS as readonly string[]).includes(values.kind))
  fail(`${values.kind}: must be one of ${ORDER_KINDS.join(', ')}`);

const action = flags.cancel ? 'cancel' : flags.retry ? 'retry' : null;
if (flags.cancel && flags.retry) fail(`--cancel or --retry, not both\n${USAGE}`);
if (action !== null && name === undefined) fail(`--${action}: which order?\n${USAGE}`);
const by = actingOperator(values, USAGE);
if (action !== null && !by) fail(`--operator and --reason must be set.\n${USAGE}`);
if (action !== null && flags.json) fail(`--json: is for the list and the story\n${USAGE}`);
if (action === null && (flags.yes || values.operator !== undefined || values.reason !== undefined))
  fail(`--yes, --operator and --reason go with --cancel or --retry\n${USAGE}`);

// Any app's login may read where orders stand; an order's story needs the rows of all apps, which only the owner may read.
const url = name === undefined ? operatedDatabase() : ownedDatabase();
const client = await connected(url, 'orders');
const ask: AskRows = async (sql, parameters) => (await client.query(sql, parameters)).rows;
try {
  if (name === undefined) await list();
  else if (action === null) await story(await orderNamed(name));
  else {
    const isMeant = flags.yes;
    const orderId = (await orderNamed(name)) as OrderId;
    const { isDone, words: answer } = await new OperatedOrder(ask, url).operate({ orderId, action, by: by!, isMeant });
    console.log(answer);
    if (!isDone) process.exitCode = 1;
  }
} finally {
  await client.end();
}

async function list(): Promise<void> {
  const open = await unfinishedOrders(ask);
  const listed = open.filter(
    ({ kind, stuckBecause }) =>
      (values.kind === undefined || kind === values.kind) && (!flags.stuck || stuckBecause !== null),
  );
  if (flags.stuck && listed.length > 0) process.exitCode = 1;
  if (flags.json) return console.log(JSON.stringify(listed, null, 2));
  for (const order of listed) console.log(lineOf(order));
  console.log(listed.length === 0 ? 'none' : `${listed.length} in all`);
  for (const [kind, { length }] of Map.groupBy(open, (order) => order.kind))
    if (length === LISTED_AT_MOST) console.log(`of ${kind} only the oldest ${LISTED_AT_MOST} were looked at`);
}

async function orderNamed(end: string): Promise<string> {
  const ids = await ordersNamed(ask, end);
  if (ids.length === 0) fail(`${end}: no such order`);
  if (ids.length > 1) fail(`${end}: names several: ${ids.join(', ')}`);
  return ids[0]!;
}

async function story(named: string): Promise<void> {
  const told = await orderStory(ask, named);
  if (flags.json) return console.log(JSON.stringify(told, null, 2));
  const { orderId, userId, kind, state, events } = told;
  console.log(`${kind ?? 'order'} ${orderId}  of ${userId ?? '-'}  ${state}`);
  const unfinished = kind && (await unfinishedOrder(ask, kind, orderId));
  if (unfinished) console.log(`stands ${unfinished.stands} for ${unfinished.seconds} s${because(unfinished)}`);
  const now = Date.now();
  for (const { at, schema, what } of events)
    console.log(`${at.getTime() > now ? 'next ' : ''}${at.toISOString()}  ${schema.padEnd(11)}  ${what}`);
}

function lineOf(order: UnfinishedOrder): string {
  const { orderId, kind, state, createdAt, stands, seconds } = order;
  return `${orderId}  ${kind}  ${state}  ${createdAt.toISOString()}  ${stands} for ${seconds} s${because(order)}`;
}

function because({ stuckBecause }: UnfinishedOrder): string {
  return stuckBecause === null ? '' : `  STUCK: ${stuckBecause}`;
}
