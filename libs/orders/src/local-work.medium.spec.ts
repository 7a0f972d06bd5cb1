import { describe, expect, it } from '@jest/globals';
import { AppError, type OrderId, type UserId } from '@aisha/domain';
import { ImageGeneration } from '@aisha/kinds/tables';
import { eventually, jobContext } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { door, onEngine } from '../spec/engine-harness';
import { generationRow } from '../spec/generation-row';
import { ordersOf, PiecesWork, type OrderReference, type Policy, type Result } from '.';

const PATIENCE_MS = 60_000;

/** An order of three pieces that are made on this machine; the test decides which piece waits or fails. */
class ThreePieces extends PiecesWork<ImageGeneration, OrderReference, Result, string> {
  readonly kind = 'generation';
  readonly entity = ImageGeneration;
  readonly piecesAtOnce = 1;
  readonly nothing = new AppError('provider-failed');
  readonly done: string[] = [];
  isReadable: Promise<boolean> | boolean = true;
  readonly policy: Policy<ImageGeneration> = {
    atOnce: 2,
    preparedAhead: 0,
    attempts: 3,
    leaseMs: 30_000,
    deadlineMs: () => 0,
    unansweredSlotMs: 0,
    resultPatienceMs: PATIENCE_MS,
    pollMs: () => 0,
  };

  constructor(private readonly make: (piece: string) => Promise<void>) {
    super();
  }

  async countDone() {
    return { done: this.done.length, of: 3 };
  }

  row = generationRow;
  async refusal() {
    return null;
  }
  async keep() {
    return { words: [] };
  }
  isDone(piece: string): boolean {
    return this.done.includes(piece);
  }
  async open() {
    const work = async (piece: string): Promise<void> => {
      await this.make(piece);
      this.done.push(piece);
    };
    return { pieces: ['first', 'second', 'third'], work, close: async () => {} };
  }
  async join(_order: ImageGeneration, reason: AppError | null): Promise<Result | null> {
    if (!(await this.isReadable)) throw new AppError('storage-unreachable');
    return this.done.length === 0 ? null : { delivered: 1, reason };
  }
}

const onPieces = async (make: (piece: string) => Promise<void> = async () => {}) => {
  const pieces = new ThreePieces(make);
  const harness = await onEngine({ besides: pieces });
  const { postgres, orders, said } = harness;
  const order = { orderId: newId<OrderId>(), userId: newId<UserId>() };
  await postgres.fixtures.hold({ orderId: order.orderId, kind: 'generation', item: 'picture' });
  const engine = orders.engine(pieces);
  await engine.start(order, jobContext(postgres));
  return {
    ...harness,
    pieces,
    engine,
    order,
    row: async () => (await engine.store.find(order.orderId))!,
    settlement: () => said('settle-hold', order.orderId),
  };
};

describe('an order whose pieces are made on this machine', () => {
  it('an order of local pieces is delivered and charged when all are made', async () => {
    const { work, row, order, pieces, said, settlement } = await onPieces();

    await work();

    expect(pieces.done).toEqual(['first', 'second', 'third']);
    expect(await row()).toMatchObject({ state: 'succeeded', attempts: 1 });
    expect(await settlement()).toMatchObject([{ delivered: 1, reason: null }]);
    const told = await said('show-progress', order.orderId);
    expect(told.map(({ step, fraction }) => [step, fraction])).toEqual([
      ['preparing', null],
      ['working', null],
    ]);
  });

  it('an order of local pieces leaves the columns that it does not use empty, also those that hold JSON', async () => {
    const { work, postgres } = await onPieces();
    await work();

    const nothing = await postgres.admin.query(
      'SELECT FROM generator.image_generation WHERE session IS NULL AND redraw IS NULL AND look IS NULL',
    );
    expect(nothing).toHaveLength(1);
  });

  it('an order of local pieces goes back to the queue when its process stops, and the next process makes the rest', async () => {
    const gate = door();
    const made: string[] = [];
    const { tick, dispatcher, replica, row, pieces } = await onPieces(async (piece) => {
      made.push(piece);
      await gate.opened;
    });
    await tick();
    await eventually(() => made.length > 0);
    const stopped = dispatcher.beforeApplicationShutdown();
    gate.open();
    await stopped;
    expect(await row()).toMatchObject({ state: 'queued', attempts: 0, leaseUntil: null });

    await replica().work();

    expect([made, pieces.done]).toEqual(Array(2).fill(['first', 'second', 'third']));
    expect(await row()).toMatchObject({ state: 'succeeded', attempts: 1 });
  });

  it('an order of local pieces that waits for its place goes back to the queue when its process stops', async () => {
    const gate = door();
    const { tick, dispatcher, engine, pieces, postgres, admin } = await onPieces(() => gate.opened);
    await tick();
    const waiting = { orderId: newId<OrderId>(), userId: newId<UserId>() };
    await postgres.fixtures.hold({ orderId: waiting.orderId, kind: 'generation', item: 'picture' });
    await engine.start(waiting, jobContext(postgres));
    // Its process has died twice, so it runs alone.
    await admin.query('UPDATE generator.image_generation SET attempts = 2 WHERE order_id = $1', [waiting.orderId]);
    await tick();
    expect(await engine.store.find(waiting.orderId)).toMatchObject({ state: 'running' });

    const stopped = dispatcher.beforeApplicationShutdown();
    gate.open();
    await stopped;

    expect(await engine.store.find(waiting.orderId)).toMatchObject({ state: 'queued', attempts: 2, leaseUntil: null });
    expect(pieces.done.length).toBeLessThanOrEqual(3); // of the order that ran
  });

  it('the attempts of an order of local pieces are not counted by a process that has lost the order', async () => {
    const { engine, row } = await onPieces();
    const mine = await row();

    await engine.store.countAnew({ ...mine, version: mine.version - 1 }, 2);
    expect((await row()).attempts).toBe(0);

    await engine.store.countAnew(mine, 2);
    expect((await row()).attempts).toBe(2);
  });

  it('an order of local pieces waits for a piece that fails, and after a while is delivered without it', async () => {
    const { work, row, clock, settlement } = await onPieces(async (piece) => {
      if (piece === 'second') throw new AppError('provider-unreachable');
    });
    await work();
    expect(await row()).toMatchObject({ state: 'queued', deferredBy: 'provider-unreachable' });

    clock.advance(PATIENCE_MS);
    await work();

    expect(await settlement()).toMatchObject([{ delivered: 1, reason: 'provider-unreachable' }]);
  });

  it('an order of local pieces waits on when two pieces fail, because then it is not the pieces that are broken', async () => {
    const { work, row, clock, settlement } = await onPieces(async (piece) => {
      if (piece !== 'first') throw new AppError('provider-unreachable');
    });
    await work();

    clock.advance(PATIENCE_MS);
    await work();

    expect(await row()).toMatchObject({ state: 'queued', deferredBy: 'provider-unreachable' });
    expect(await settlement()).toEqual([]);
  });

  it('an order of local pieces is not delivered when its credits have gone back while its pieces were made', async () => {
    const gate = door();
    const { tick, settled, order, row, pieces, settlement, postgres } = await onPieces(async (piece) => {
      if (piece === 'second') await gate.opened;
    });
    await tick();
    await eventually(() => pieces.done.length > 0);
    await postgres.fixtures.forgottenHold(order.orderId);

    gate.open();
    await settled();

    expect(await row()).toMatchObject({ state: 'failed', delivered: 0, errorCode: 'hold-forgotten' });
    expect(await settlement()).toMatchObject([{ delivered: 0, reason: 'hold-forgotten' }]);
  });

  it('a cancelled order of local pieces is charged for its finished pieces', async () => {
    const gate = door();
    const { tick, settled, engine, order, row, pieces, settlement } = await onPieces(async (piece) => {
      if (piece === 'second') await gate.opened;
    });
    await tick();
    await eventually(() => pieces.done.length > 0);

    await engine.cancel(order, { isLastAttempt: true });
    gate.open();
    await settled();

    expect(await row()).toMatchObject({ state: 'cancelled' });
    expect(await settlement()).toMatchObject([{ delivered: 1, reason: 'cancelled-by-user' }]);
  });

  it('an order of local pieces delivers nothing when the message is given up by which its person takes the consent back', async () => {
    const { work, postgres, engine, order, row, pieces, settlement } = await onPieces(async (piece) => {
      if (piece === 'second') throw new AppError('provider-unreachable');
    });
    await work();
    expect(pieces.done).toEqual(['first']);

    await postgres.database.transaction((tx) => engine.giveUpCancel({ ...order, isWithdrawn: true }, tx));

    expect(await row()).toMatchObject({ state: 'cancelled', delivered: 0 });
    expect(await settlement()).toMatchObject([{ delivered: 0, reason: 'cancelled-by-user' }]);
  });

  it.each([
    ['delivers them when they can be read again', 23, { delivered: 1 }],
    ['gives everything back after a day', 25, { delivered: 0 }],
  ])('an order whose cancel is given up while its pieces cannot be read %s', async (_, hours, settled) => {
    const { work, clock, postgres, engine, order, row, pieces, settlement, logged } = await onPieces(async (piece) => {
      if (piece === 'second') throw new AppError('provider-unreachable');
    });
    await work();
    pieces.isReadable = false;

    await postgres.database.transaction((tx) => engine.giveUpCancel(order, tx));

    expect(await settlement()).toEqual([]);
    expect(await row()).toMatchObject({ state: 'queued', deferredBy: 'storage-unreachable' });
    expect(logged('order.cancel-put-off')).toMatchObject([{ orderId: order.orderId, code: 'storage-unreachable' }]);

    clock.advance(hours * 3_600_000);
    await work();
    pieces.isReadable = true;
    clock.advance(60_000);
    await work();

    expect(await settlement()).toMatchObject([{ ...settled, reason: 'cancelled-by-user' }]);
    expect(pieces.done).toEqual(['first']); // no piece is made after the cancel
  });

  it.each([
    ['comes in time', 60_000, []],
    ['does not come for a while', 1, ['took-too-long']],
  ])(
    'an order of local pieces whose cancel is given up waits for the result of its finished pieces, which %s',
    async (_, partMs, putOff) => {
      const { work, clock, parts, postgres, order, pieces, settlement, logged } = await onPieces(async (piece) => {
        if (piece === 'second') throw new AppError('provider-unreachable');
      });
      await work();
      const gate = door();
      pieces.isReadable = gate.opened.then(() => true);
      const { engine } = ordersOf(
        { generation: pieces },
        { ...parts, partMs },
        { everyMs: 60_000, stopGraceMs: 8_000 },
      );

      const givenUp = postgres.database.transaction((tx) => engine(pieces).giveUpCancel(order, tx));
      if (putOff.length > 0) await givenUp;
      gate.open();
      await givenUp;
      clock.advance(60_000);
      await work();

      expect(await settlement()).toMatchObject([{ delivered: 1, reason: 'cancelled-by-user' }]);
      expect(logged('order.cancel-put-off').map(({ code }) => code)).toEqual(putOff);
    },
  );

  it('an order of local pieces has a time on its card while it waits for its turn, in an app that has no provider', async () => {
    const gate = door();
    const { parts, pieces, postgres, clock, said } = await onPieces(() => gate.opened);
    const { provider: _, ...local } = parts;
    const { dispatcher, engine } = ordersOf({ generation: pieces }, local, { everyMs: 60_000, stopGraceMs: 8_000 });
    const start = async () => {
      const order = { orderId: newId<OrderId>(), userId: newId<UserId>() };
      await postgres.fixtures.hold({ orderId: order.orderId, kind: 'generation', item: 'picture' });
      await engine(pieces).start(order, jobContext(postgres));
      clock.advance(1);
      return order.orderId;
    };
    const [submitStartedAt, finishedAt] = [new Date(clock.now().getTime() - 60_000), clock.now()];
    for (let n = 0; n < 3; n += 1)
      await postgres.fixtures.generation({ state: 'succeeded', submitStartedAt, finishedAt });
    await start(); // the app works on two at once: this order and the one already there
    const waiting = await start();

    await dispatcher.tick();

    expect(await said('show-progress', waiting)).toMatchObject([{ step: 'queued', ahead: 2, secondsLeft: 120 }]);
    gate.open();
    await dispatcher.settled();
  });
});
