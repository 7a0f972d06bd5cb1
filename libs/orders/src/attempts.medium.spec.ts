import { describe, expect, it } from '@jest/globals';
import { AppError, type OrderId, type UserId } from '@aisha/domain';
import { ImageGeneration } from '@aisha/kinds/tables';
import { afterThisTest, jobContext } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { onBehalfOf } from '@aisha/providers';
import * as fc from 'fast-check';
import { onEngine } from '../spec/engine-harness';
import { generationRow } from '../spec/generation-row';
import { ordersOf, PiecesWork, type OrderReference, type Policy, type Result } from '.';
import type { ProviderCallStore } from './provider-call.store';

const LEASE_MS = 30_000;
const MINUTE_MS = 60_000;
const PIECES = 3;
/** How often a piece is paid at most (decision 97). */
const PAID_AT_MOST = 3;

/**
 * How a request is answered. `kills`: the process dies when the answer for a piece comes. `kills unasked`: it dies before the request for
 * the piece is sent.
 */
type Answer = 'made' | 'busy' | 'timed out' | 'unreadable' | 'kills' | 'kills unasked';

interface Asked {
  readonly orderId: OrderId;
  readonly piece: string;
}

/** The things that outlive a process: the provider, and the kept pieces. */
class Outside {
  readonly kept = new Set<string>();
  readonly billed = new Map<string, number>();
  private readonly answers = new Map<OrderId, Answer[]>();

  willAnswer(orderId: OrderId, answers: readonly Answer[]): void {
    this.answers.set(orderId, [...answers]);
  }
  next(orderId: OrderId): Answer {
    return this.answers.get(orderId)?.shift() ?? 'made';
  }
  bill({ orderId, piece }: Asked): void {
    const name = `${orderId} ${piece}`;
    this.billed.set(name, (this.billed.get(name) ?? 0) + 1);
  }
}

/** A process of the app. A request stays open until the test answers it; the requests of a dead process stay open for ever. */
class Process extends PiecesWork<ImageGeneration, OrderReference, Result, string> {
  readonly kind = 'generation';
  readonly entity = ImageGeneration;
  readonly piecesAtOnce = 1;
  readonly nothing = new AppError('provider-failed');
  readonly policy: Policy<ImageGeneration> = {
    atOnce: 3,
    preparedAhead: 0,
    attempts: 5,
    leaseMs: LEASE_MS,
    deadlineMs: () => 0,
    unansweredSlotMs: 0,
    resultPatienceMs: 10 * MINUTE_MS,
    pollMs: () => 0,
  };
  inTheAir: (Asked & { readonly answer: Answer; readonly come: (answer: Answer) => void })[] = [];
  isDead = false;
  mostAtOnce = 0;

  constructor(
    private readonly outside: Outside,
    private readonly calls: ProviderCallStore,
  ) {
    super();
  }

  row = generationRow;
  async refusal() {
    return null;
  }
  async keep() {
    return { words: [] };
  }
  isDone(): boolean {
    return false;
  }
  async countDone() {
    return { done: 0, of: PIECES };
  }
  async join(order: ImageGeneration, reason: AppError | null): Promise<Result | null> {
    const made = [...this.outside.kept].some((name) => name.startsWith(order.orderId));
    return made ? { delivered: 1, reason } : null;
  }
  async open({ orderId, userId }: ImageGeneration) {
    const all = Array.from({ length: PIECES }, (_, position) => `part-${position}`);
    const work = (piece: string, signal: AbortSignal) => this.make({ orderId, userId, piece }, signal);
    const pieces = all.filter((piece) => !this.outside.kept.has(`${orderId} ${piece}`));
    return { pieces, work, close: async () => {} };
  }

  private async make(asked: Asked & { readonly userId: UserId }, signal: AbortSignal): Promise<void> {
    const { orderId, piece } = asked;
    const onBehalf = { ...onBehalfOf(asked, 'generation'), piece };
    const answer = this.outside.next(orderId);
    const isAsked = answer !== 'kills unasked';
    const request = { ...onBehalf, provider: 'openai', model: 'any', microDollars: 1_000 } as const;
    const call = isAsked ? await this.calls.book(request) : null;
    if (isAsked && answer !== 'busy') this.outside.bill(asked);
    const come = await new Promise<Answer>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')));
      this.inTheAir.push({ orderId, piece, answer, come: resolve });
      this.mostAtOnce = Math.max(this.mostAtOnce, this.inTheAir.length);
    });
    if (come === 'busy') await call?.correct(0);
    if (come === 'busy') throw new AppError('provider-busy');
    if (come === 'timed out') throw new AppError('provider-unreachable');
    if (come === 'unreadable') throw new AppError('provider-answer-unreadable');
    this.outside.kept.add(`${orderId} ${piece}`);
  }

  /** Answers all open requests. An answer that kills its process is the last: no other request is answered. */
  answerAll(): void {
    const waiting = this.inTheAir.splice(0);
    this.isDead ||= waiting.some(({ answer }) => answer.startsWith('kills'));
    if (!this.isDead) for (const { answer, come } of waiting) come(answer);
  }
}

const setup = async () => {
  const harness = await onEngine();
  const { postgres, parts, clock } = harness;
  const outside = new Outside();
  const begun = () => {
    const work = new Process(outside, parts.calls);
    const { dispatcher, engine } = ordersOf({ generation: work }, parts, { everyMs: MINUTE_MS, stopGraceMs: 0 });
    const stop = () => dispatcher.beforeApplicationShutdown();
    afterThisTest(stop);
    return { work, dispatcher, engine: engine(work), stop };
  };
  let now = begun();

  /** Waits until each order under way has an open request, except orders that wait to run alone. */
  const quiet = async (): Promise<void> => {
    for (let same = 0, before = -1; same < 30;) {
      const running = await postgres.admin.query<{ attempts: number }>(
        `SELECT attempts FROM generator.image_generation WHERE state = 'running'`,
      );
      const { length } = now.work.inTheAir;
      if (length === running.length) return;
      const mayWait = length > 0 && running.some(({ attempts }) => attempts >= 2);
      same = mayWait && length === before ? same + 1 : 0;
      before = length;
    }
  };
  const find = async (orderId: OrderId) => (await now.engine.store.find(orderId))!;

  return {
    ...harness,
    outside,
    find,
    process: () => now.work,
    quiet,
    tick: () => now.dispatcher.tick(),
    order: async (answers: readonly Answer[]): Promise<OrderId> => {
      const order = { orderId: newId<OrderId>(), userId: newId<UserId>() };
      outside.willAnswer(order.orderId, answers);
      await postgres.fixtures.hold({ orderId: order.orderId, kind: 'generation', item: 'picture' });
      await now.engine.start(order, jobContext(postgres));
      return order.orderId;
    },
    /** A round of the living process: it works until it waits or dies; after a death the next process takes its place. */
    round: async (): Promise<void> => {
      await now.dispatcher.tick();
      for (await quiet(); now.work.inTheAir.length > 0; await quiet()) {
        now.work.answerAll();
        if (now.work.isDead) break;
      }
      clock.advance(MINUTE_MS);
      if (!now.work.isDead) return;
      const dead = now;
      now = begun();
      await now.dispatcher.tick(); // takes up the orders that the dead process left
      await dead.stop();
    },
  };
};

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe('the attempts of orders that share a process', () => {
  it('an order loses at most two runs to another order that kills their process: then each runs alone, and only the killing order uses up its attempts', async () => {
    const { order, round, find, process, outside } = await setup();
    const poison = await order(times(20, 'kills unasked'));
    const innocent = [await order([]), await order([])];

    for (let n = 0; n < 2; n += 1) await round();
    expect(process().mostAtOnce).toBeLessThanOrEqual(1);
    for (let n = 0; n < 12; n += 1) await round();

    expect(await find(poison)).toMatchObject({ state: 'failed', errorCode: 'unexpected', attempts: 5 });
    for (const orderId of innocent) expect(await find(orderId)).toMatchObject({ state: 'succeeded', errorCode: null });
    expect(Math.max(...outside.billed.values())).toBeLessThanOrEqual(PAID_AT_MOST);
  });

  it('a run that keeps a piece begins the count of its order’s attempts anew', async () => {
    const { order, round, tick, quiet, process, find } = await setup();
    const orderId = await order(['kills', 'made']);
    await round();
    await tick();
    await quiet();
    expect(await find(orderId)).toMatchObject({ state: 'running', attempts: 2 });

    process().answerAll();
    await quiet();

    expect(await find(orderId)).toMatchObject({ state: 'running', attempts: 1 });
  });

  it('a piece is paid three times at most, and whatever the requests bring, no order ends because of the attempts of another', async () => {
    const { order, round, find, outside } = await setup();
    const faultless = fc.constantFrom<Answer[]>('made', 'made', 'busy');
    const passing = fc.constantFrom<Answer[]>('made', 'busy', 'timed out', 'unreadable');
    const deadly = fc.oneof(
      { weight: 4, arbitrary: fc.constant<Answer>('kills unasked') },
      passing,
      fc.constant<Answer>('kills'),
    );
    const run = async (innocent: Answer[][], poisonous: Answer[][]): Promise<void> => {
      const neighbours = await Promise.all(innocent.map(order));
      const all = [...neighbours, ...(await Promise.all(poisonous.map(order)))];
      const ended = async () => (await Promise.all(all.map(find))).every(({ finishedAt }) => finishedAt !== null);

      for (let n = 0; n < 90 && !(await ended()); n += 1) await round();

      expect(await ended()).toBe(true);
      expect(Math.max(0, ...outside.billed.values())).toBeLessThanOrEqual(PAID_AT_MOST);
      const ends = (await Promise.all(neighbours.map(find))).map(({ state, errorCode }) => [state, errorCode]);
      expect(ends).toEqual(neighbours.map(() => ['succeeded', null]));
    };

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(faultless, { maxLength: 8 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.array(deadly, { minLength: 6, maxLength: 12 }), { minLength: 1, maxLength: 2 }),
        run,
      ),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
