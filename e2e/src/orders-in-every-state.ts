import { expect } from '@jest/globals';
import { ORDER_KIND, type OrderKind } from '@aisha/kinds';
import { eventually } from '@aisha/testing';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { orderTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { asksOf } from './asks';
import { PATIENT } from './patience';
import { operate, type Product } from './product';
import { walksIn } from './walks';

const { agrees, confirmsPictures, describes } = walksIn('ru');

/** The states in which an order can be while billing is away, with the person whose order it is. */
const STATES = {
  delivered: 'marina',
  'delivered, its settlement will be a dead letter': 'zoya',
  failed: 'lida',
  cancelled: 'olya',
  'at FAL': 'nina',
  'unknown to its worker': 'rita',
  'not paid for': 'tanya',
} as const;
type State = keyof typeof STATES;

interface Placed {
  readonly person: Person;
  readonly kind: OrderKind;
  readonly orderId: string;
  readonly after: SeenMessage;
  readonly idea: string;
  readonly accept: () => Promise<unknown>;
}

/**
 * Makes one order in each state, each for another person, while billing and the transcriber are frozen. Resolves to the orders and to a
 * function that expects how they end, whatever happens to the product in between.
 */
export const ordersInEveryState = async (aisha: Product) => {
  const asks = asksOf(() => aisha);
  const rowOf = async ({ kind, orderId }: Pick<Placed, 'kind' | 'orderId'>, product = aisha) => {
    const { table } = ORDER_KIND[kind];
    const [row] = await product.sql<{ state: string; delivered: number; isOver: boolean }>(
      `SELECT state, delivered, finished_at IS NOT NULL AS "isOver" FROM ${table} WHERE order_id = $1`,
      [orderId],
    );
    return row;
  };
  const picture = async (name: string): Promise<Placed> => {
    const person = await asks.newcomer(name);
    const idea = `маяк, ${name}`;
    const after = await describes(person, idea, 1);
    const orderId = await aisha.orderBeingConfirmed(person);
    const accept = async () => {
      await confirmsPictures(person, after);
      await agrees(person, after);
    };
    return { person, kind: 'generation', orderId, after, idea, accept };
  };
  const speech = async (name: string): Promise<Placed> => {
    const asked = await asks.speech(await asks.newcomer(name), `Доброе утро, ${name}.`);
    return { ...asked, idea: name, accept: () => asks.confirms(asked) };
  };
  const of = Object.fromEntries(
    await Promise.all(
      Object.entries(STATES).map(async ([state, name]) => [
        state,
        await (state === 'unknown to its worker' ? speech(name) : picture(name)),
      ]),
    ),
  ) as Record<State, Placed>;
  const fault = (kind: string, state: State) =>
    aisha.breaks('fal', { on: 'job', kind, match: of[state].orderId, times: 1 });
  await fault('fail', 'failed');
  await fault('never-finish', 'cancelled');
  await fault('never-finish', 'at FAL');

  const [draws] = ['image-generator', 'transcriber'].map((app) => aisha.freezes(app));
  const late = of['not paid for'];
  const early = Object.values(of).filter((order) => order !== late);
  await Promise.all(early.map(({ accept }) => accept()));
  const held = `SELECT FROM billing.outbox WHERE job LIKE 'start-%' AND trace_id = ANY ($1) AND published_at IS NOT NULL`;
  const ids = early.map(({ orderId }) => orderId);
  await eventually(async () => (await aisha.sql(held, [ids])).length === ids.length, PATIENT);
  aisha.freezes('billing');
  draws!();
  await late.accept();

  const reaches = (state: State, wanted: string) =>
    eventually(async () => (await rowOf(of[state]))?.state === wanted, PATIENT);
  await Promise.all([reaches('at FAL', 'waiting'), reaches('cancelled', 'waiting')]);
  await of.cancelled.person.presses(saying(orderTexts.ru.cancel), { ...PATIENT, after: of.cancelled.after });
  await Promise.all([
    reaches('cancelled', 'cancelled'),
    reaches('failed', 'failed'),
    reaches('delivered', 'succeeded'),
    reaches('delivered, its settlement will be a dead letter', 'succeeded'),
  ]);
  const photosOf = async ({ person, after, idea }: Placed): Promise<SeenMessage[]> =>
    (await person.chat(after)).filter(({ photo, text }) => photo !== undefined && (text ?? '').includes(idea));
  await eventually(async () => (await photosOf(of.delivered)).length === 1, PATIENT);
  const spoilt = of['delivered, its settlement will be a dead letter'];
  const calls = (kind: OrderKind, product: Product) =>
    product.sql('UPDATE billing.credit_hold SET kind = $2 WHERE order_id = $1', [spoilt.orderId, kind]);
  // Billing finds an order of another kind under this id, so it gives up the settlement at once.
  await calls('upscale', aisha);

  /**
   * Expects that every order ends on the restarted product: no work is given away, and nobody gets both a message about a charge and the
   * message that everything came back.
   */
  const endInOrder = async (product: Product): Promise<void> => {
    const dead = `SELECT message_id AS id FROM billing.dead_letter WHERE job = 'settle-hold' AND payload->>'orderId' = $1 AND resolved IS NULL`;
    const [letter] = await eventually(async () => {
      const found = await product.sql<{ id: string }>(dead, [spoilt.orderId]);
      return found.length > 0 && found;
    }, PATIENT);
    await calls('generation', product);

    // After a start, the job that looks for holds without a settlement waits until waiting messages have arrived.
    const holds = new Map<Placed, Awaited<ReturnType<Product['settled']>>>();
    for (const order of Object.values(of)) holds.set(order, await product.settled(order.orderId));
    for (const state of ['failed', 'cancelled'] as const) {
      expect({ state, ...holds.get(of[state]) }).toMatchObject({ state, status: 'released', captured: 0 });
    }
    for (const [order, hold] of holds) {
      const row = await rowOf(order, product);
      const { person, orderId } = order;
      const said = await eventually(async () => {
        const all = await product.saidTo(person);
        return /Списан|Всё вернулось/.test(all) && all;
      }, PATIENT);
      const told = { orderId, isCharged: said.includes('Списан'), isGivenBack: said.includes('Всё вернулось') };
      const isPaid = (row?.delivered ?? 0) > 0;
      expect(told).toEqual({ orderId, isCharged: isPaid, isGivenBack: !isPaid });
      expect(hold).toMatchObject(isPaid ? { status: 'captured', captured: hold.amount } : { captured: 0 });
      if (!isPaid) expect(await photosOf(order)).toEqual([]);
    }
    for (const state of ['delivered', 'delivered, its settlement will be a dead letter', 'at FAL'] as const) {
      expect({ state, ...holds.get(of[state]) }).toMatchObject({ state, status: 'captured' });
    }

    // The operator sends the dead letter again, which changes nothing.
    const env = { MIGRATE_DATABASE_URL: product.report.databaseUrl };
    await operate(
      'dead-letters',
      ['retry', letter!.id, '--operator', 'nina', '--reason', 'the outage is over', '--yes'],
      env,
    );
    const onItsWay = `SELECT FROM billing.outbox AS sent WHERE job = 'settle-hold' AND payload->>'orderId' = $1
                       AND NOT EXISTS (SELECT FROM billing.handled WHERE message_id = sent.id::text)`;
    await eventually(async () => (await product.sql(onItsWay, [spoilt.orderId])).length === 0, PATIENT);
    expect(await product.settled(spoilt.orderId)).toEqual(holds.get(spoilt));
    expect(await product.violations()).toEqual([]);
  };
  return { of, endInOrder };
};
