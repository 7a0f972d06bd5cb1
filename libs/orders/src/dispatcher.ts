import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { OrderKind } from '@aisha/kinds';
import { every, type Repeated } from '@aisha/platform';
import type { Engine } from './engine';
import { showKinds } from './metrics';
import { earlier, isPast, later, type Parts } from './parts';
import { surveyOf, type Survey } from './turns';

/**
 * The longest pause between two looks for work. New work wakes a process at once, and each look says when the next order is due, so only
 * what another process left meanwhile waits so long.
 */
const QUIET_MS = 15_000;

const NOW = new Date(0);
const NEVER = new Date(8.64e15);

/** How often cards show a new position, instead of each time an order leaves the queue. */
const POSITIONS_EVERY_MS = 2_000;

export interface DispatcherLimits {
  /** The pause between two rounds. */
  readonly everyMs: number;
  /** How long work under way may still take when the process stops: the setting STOP_GRACE_MS. */
  readonly stopGraceMs: number;
}

/**
 * Runs the orders of an app: takes those whose turn it is, polls those that are due, and resumes those of dead
 * processes. Any number of replicas may run it. A round without work is one query, and none while no order can be due.
 */
export class Dispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private repeated: Repeated | undefined;
  /** Until when rounds are skipped, by what the last query found. */
  private quietUntil = NOW;
  /** The earliest moment at which an order is due that this process has changed since. */
  private toldDueAt = NOW;
  private positionsAt = NOW;
  private firstKind = 0;
  /** Whether an order waited for its turn when this process last queried. */
  private someWait = true;
  /** Counts events in this process: a round that queried before an event may have missed it. */
  private news = 0;

  constructor(
    private readonly engines: readonly Engine[],
    private readonly parts: Parts,
    private readonly limits: DispatcherLimits,
  ) {}

  onApplicationBootstrap(): void {
    showKinds(this.engines.map(({ work }) => work.kind));
    this.repeated = every(this.limits.everyMs, 'orders.dispatch', this.parts.log, () => this.tickUnlessQuiet());
  }

  /** Finishes the work under way if it can; another replica takes up the rest. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.repeated?.stop();
    await Promise.all(this.engines.map((engine) => engine.stop(this.limits.stopGraceMs)));
  }

  /** Starts the next round now, because an order waits for its turn. */
  wake(): void {
    this.begun();
    this.someWait = true;
    this.repeated?.wake();
  }

  /** Notes that this process has changed an order that is due at this moment: a round then is not skipped. */
  begun(dueAt: Date = NOW): void {
    this.news += 1;
    this.toldDueAt = earlier(dueAt, this.toldDueAt);
  }

  /**
   * A slot came free: starts the next round now if this process knows of an order that waits. A regular round finds
   * orders that only other processes know.
   */
  freed(): void {
    if (this.someWait) this.wake();
  }

  /** Runs one round. Work that the round begins may go on after it. */
  async tick(): Promise<void> {
    const now = this.parts.clock.now();
    const { news } = this;
    if (isPast(this.toldDueAt, now)) this.toldDueAt = NEVER;
    const found = await surveyOf(
      this.parts.database,
      this.engines.map(({ work }) => work.kind),
      now,
    );
    if (news === this.news) {
      this.someWait = found.some(({ isWaiting }) => isWaiting);
      this.quietUntil = this.someWait ? NOW : nextDueOf(found, now);
    }
    if (found.some(({ state }) => state === 'queued')) await this.parts.provider?.slots.seen(now);
    const has = (kind: OrderKind, flag: 'isFree' | 'isDue') =>
      found.some((survey) => survey.kind === kind && survey[flag]);
    for (const engine of this.inTurn()) {
      const { kind } = engine.work;
      try {
        if (has(kind, 'isDue')) await engine.pollDue();
        if (has(kind, 'isFree')) await engine.takeTurns();
      } catch (error) {
        // A kind that fails does not stop the other kinds.
        this.parts.log.failed('orders.dispatch.failed', error, { kind });
      }
    }
    await this.tellPositions(
      this.engines.filter(({ work }) => found.some((s) => s.kind === work.kind && s.state === 'queued')),
    );
  }

  /** Resolves when all work begun so far has ended. */
  async settled(): Promise<void> {
    await Promise.all(this.engines.map((engine) => engine.settled()));
  }

  /** Runs one round, unless no order waits in our queue and none is due yet. */
  async tickUnlessQuiet(): Promise<void> {
    if (!isPast(earlier(this.quietUntil, this.toldDueAt), this.parts.clock.now())) return;
    await this.tick();
  }

  private async tellPositions(waiting: readonly Engine[]): Promise<void> {
    const now = this.parts.clock.now();
    if (waiting.length === 0 || !isPast(this.positionsAt, now)) return;
    this.positionsAt = later(now, POSITIONS_EVERY_MS);
    for (const engine of waiting) await engine.tellPositions();
  }

  /** The kinds take turns at being first, because they may share the slots of a provider. */
  private inTurn(): Engine[] {
    this.firstKind = (this.firstKind + 1) % this.engines.length;
    return [...this.engines.slice(this.firstKind), ...this.engines.slice(0, this.firstKind)];
  }
}

/** When an order is next due by this survey; within `QUIET_MS` in any case. */
const nextDueOf = (found: readonly Survey[], now: Date): Date =>
  found.reduce((at, { nextDueAt }) => earlier(at, nextDueAt), later(now, QUIET_MS));
