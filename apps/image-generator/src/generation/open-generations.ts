import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { ImageGeneration } from '@aisha/database/generator';
import type { AppError, OrderId, OrderState } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { type GenerationPatch, GenerationStore } from './generation.store';
import { GenerationOutcome } from './outcome';

/**
 * How long an order waits for what may come right by itself: FAL locked, storage away. Then the person gets the credits back; below
 * the two hours after which billing calls a hold forgotten.
 */
const LONGEST_WAIT_MS = 60 * 60_000;

/** Changes orders that are still under way; one that has ended meanwhile is left as it is. */
@Injectable()
export class OpenGenerations {
  constructor(
    private readonly database: Database,
    private readonly generations: GenerationStore,
    private readonly outcome: GenerationOutcome,
    private readonly clock: Clock,
  ) {}

  find(orderId: OrderId): Promise<ImageGeneration | null> {
    return this.database.transaction((tx) => this.generations.lockOpen(tx, orderId));
  }

  /** Runs the work on the locked order; undefined when it has ended. */
  change<T>(
    orderId: OrderId,
    work: (tx: Transaction, generation: ImageGeneration) => Promise<T>,
  ): Promise<T | undefined> {
    return this.database.transaction((tx) => this.changeIn(tx, orderId, work));
  }

  /** The same in a transaction under way. */
  async changeIn<T>(
    tx: Transaction,
    orderId: OrderId,
    work: (tx: Transaction, generation: ImageGeneration) => Promise<T>,
  ): Promise<T | undefined> {
    const generation = await this.generations.lockOpen(tx, orderId);
    return generation ? work(tx, generation) : undefined;
  }

  /** Writes the fields; undefined when the order has ended. */
  write(orderId: OrderId, patch: GenerationPatch, state?: OrderState): Promise<ImageGeneration | undefined> {
    return this.change(orderId, (tx, generation) => this.generations.update(tx, generation, patch, state));
  }

  /** Runs the work unless the order was moved on since it was read so: a slow worker may have lost it to another. */
  changeUnmoved<T>(
    seen: ImageGeneration,
    work: (tx: Transaction, generation: ImageGeneration) => Promise<T>,
  ): Promise<T | undefined> {
    return this.change(seen.orderId, async (tx, current) => {
      const isUnmoved =
        current.state === seen.state &&
        current.submissions === seen.submissions &&
        current.endpoint === seen.endpoint &&
        // Given back and taken again it looks the same but for these.
        Number(current.submittingSince) === Number(seen.submittingSince) &&
        Number(current.deadlineAt) === Number(seen.deadlineAt);
      return isUnmoved ? work(tx, current) : undefined;
    });
  }

  /** The order is at FAL; looked at next at that moment. A webhook may have told the request before we heard it. */
  wait(orderId: OrderId, requestId: string | null, nextLookAt: Date | null): Promise<ImageGeneration | undefined> {
    return this.change(orderId, (tx, generation) =>
      requestId === null && generation.requestId !== null
        ? Promise.resolve(generation)
        : this.generations.update(tx, generation, { ...(requestId && { requestId }), nextLookAt }, 'waiting'),
    );
  }

  async fail(orderId: OrderId, error: AppError): Promise<void> {
    await this.change(orderId, (tx, generation) => this.outcome.fail(tx, generation, error));
  }

  failIn(tx: Transaction, generation: ImageGeneration, error: AppError): Promise<void> {
    return this.outcome.fail(tx, generation, error);
  }

  update(
    tx: Transaction,
    generation: ImageGeneration,
    patch: GenerationPatch,
    state?: OrderState,
  ): Promise<ImageGeneration> {
    return this.generations.update(tx, generation, patch, state);
  }

  wasDelivered(orderId: OrderId): Promise<boolean> {
    return this.database.read.existsBy(ImageGeneration, { orderId, state: 'succeeded' });
  }

  /** Leaves an order in our queue for a while, or ends it when waiting is useless or has lasted too long. */
  async postpone(
    generation: ImageGeneration,
    error: AppError,
    pauseMs: number,
    patch: GenerationPatch = {},
  ): Promise<void> {
    const now = this.clock.now().getTime();
    const isUseless = !error.mayRetry || now - generation.createdAt.getTime() > LONGEST_WAIT_MS;
    await this.changeUnmoved(generation, async (tx, current) => {
      if (isUseless) await this.outcome.fail(tx, current, error);
      else await this.update(tx, current, { ...patch, nextLookAt: new Date(now + pauseMs) }, 'queued');
    });
  }
}
