import { describe, expect, it } from '@jest/globals';
import type { OrderId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onEngine, type Steps } from '../spec/engine-harness';

const SLOTS = 2;

describe('one person who queues fifty orders, and ten who queue one each afterwards', () => {
  it('ten people with one order each come before one who ordered fifty times, except for requests under way', async () => {
    const { readyOrder, work, jobsOf, done, callback, find } = await onEngine({ slots: SLOTS });
    const eager = newId<UserId>();
    const orders: OrderId[] = [];
    for (let n = 0; n < 50; n += 1) orders.push(await readyOrder(eager));
    await work();
    const ten: OrderId[] = [];
    for (let n = 0; n < 10; n += 1) ten.push(await readyOrder(newId<UserId>()));

    const ended: OrderId[] = [];
    while (!ten.every((orderId) => ended.includes(orderId))) {
      const running = [...ten, ...orders].filter((orderId) => jobsOf(orderId).length > 0 && !ended.includes(orderId));
      expect(running).toHaveLength(SLOTS);
      for (const orderId of running) {
        await done(orderId);
        await callback(orderId);
        expect(await find(orderId)).toMatchObject({ state: 'succeeded' });
        ended.push(orderId);
      }
      await work();
    }

    // Two orders were at the provider when the ten came; a person has one slot in each round.
    const last = Math.max(...ten.map((orderId) => ended.indexOf(orderId)));
    expect(last).toBeLessThanOrEqual(SLOTS + ten.length);
  });
});

describe('one person who queues fifty orders, over two replicas of an app on one database', () => {
  it('ten people with one order each come before a person with fifty orders even over two replicas, and the account never has more requests than slots', async () => {
    const { readyOrder, replica, engine, dispatcher, jobsOf, done, find, provider } = await onEngine({ slots: SLOTS });
    const other = replica();
    const replicas = [{ engine, dispatcher }, other];
    const work = async (): Promise<void> => {
      for (let rounds = 0; rounds < 2; rounds += 1) {
        await Promise.all(replicas.map((one) => one.dispatcher.tick()));
        await Promise.all(replicas.map((one) => one.dispatcher.settled()));
      }
    };
    const eager = newId<UserId>();
    const orders: OrderId[] = [];
    for (let n = 0; n < 50; n += 1) orders.push(await readyOrder(eager));
    await work();
    const ten: OrderId[] = [];
    for (let n = 0; n < 10; n += 1) ten.push(await readyOrder(newId<UserId>()));

    const ended: OrderId[] = [];
    while (ended.length < orders.length + ten.length) {
      const running = [...ten, ...orders].filter((orderId) => jobsOf(orderId).length > 0 && !ended.includes(orderId));
      expect(running.length).toBeGreaterThan(0);
      expect(running.length).toBeLessThanOrEqual(SLOTS);
      await Promise.all(running.map((orderId) => done(orderId)));
      // Both callbacks come at the same moment, each to another replica; both then look for the next order.
      await Promise.all(
        running.map((orderId, place) => {
          const { requestId } = jobsOf(orderId)[0]!;
          return replicas[place % replicas.length]!.engine.finish({ orderId, requestId, source: 'webhook' });
        }),
      );
      ended.push(...running);
      await work();
    }

    const last = Math.max(...ten.map((orderId) => ended.indexOf(orderId)));
    expect(last).toBeLessThanOrEqual(SLOTS + ten.length);
    expect(provider.jobs()).toHaveLength(orders.length + ten.length);
    expect(await find(orders.at(-1)!)).toMatchObject({ state: 'succeeded', attempts: 1 });
  });
});

describe('orders of one person that wait', () => {
  it('one person’s waiting orders are not overtaken for ever, because with each turn one of them goes before later orders', async () => {
    const { readyOrder, work, jobsOf, done, callback } = await onEngine({ slots: 1 });
    const eager = newId<UserId>();
    const heap: OrderId[] = [];
    for (let n = 0; n < 4; n += 1) heap.push(await readyOrder(eager));
    const draws = async (...orders: readonly (OrderId | undefined)[]): Promise<void> => {
      for (const orderId of orders) {
        await work();
        expect(jobsOf(orderId!)).toHaveLength(1);
        await done(orderId!);
        await callback(orderId!);
      }
    };
    await draws(heap[0]);
    await work();
    const [first, second] = [await readyOrder(newId<UserId>()), await readyOrder(newId<UserId>())];
    await draws(heap[1], heap[2]);
    await work();

    const third = await readyOrder(newId<UserId>());

    await draws(first, second, heap[3], third);
  });
});

describe('an order of several requests with only one slot', () => {
  /**
   * The first request of the order has ended. One order has waited in its round since before that request began; three came while that
   * request was at the provider.
   */
  const afterFirstRequest = async (takesTurn: boolean) => {
    const next: Steps['next'] = ({ sourceUrl }) => (sourceUrl === null ? { sourceUrl: 'made' } : null);
    const engine = await onEngine({ slots: 1, steps: { next, takesTurn } });
    const { readyOrder, work, done, callback, clock, jobsOf } = engine;
    const orderId = await readyOrder(newId<UserId>());
    const others = [await readyOrder(newId<UserId>())];
    await work();
    for (let n = 0; n < 3; n += 1) others.push(await readyOrder(newId<UserId>()));
    await done(orderId);
    clock.advance(1_000);
    await callback(orderId);
    await work();
    return { ...engine, orderId, asked: () => [orderId, ...others].map((one) => jobsOf(one).length) };
  };

  it('an order takes the only slot back, before all orders that wait, for a request that makes no further unit', async () => {
    const { asked, engine, orderId, done, find, work } = await afterFirstRequest(false);
    expect(asked()).toEqual([2, 0, 0, 0, 0]);

    await done(orderId);
    await engine.finish({ orderId, requestId: (await find(orderId)).requestId, source: 'webhook' });
    await work();

    expect((await find(orderId)).state).toBe('succeeded');
    expect(asked()).toEqual([2, 1, 0, 0, 0]);
  });

  it('an order gives up the only slot before a request that makes a further unit, and waits for its turn', async () => {
    const { asked } = await afterFirstRequest(true);

    expect(asked()).toEqual([1, 1, 0, 0, 0]);
  });
});
