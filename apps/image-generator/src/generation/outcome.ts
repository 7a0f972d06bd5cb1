import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { afterCommit, type Transaction } from '@aisha/database';
import type { ImageGeneration, Picture } from '@aisha/database/generator';
import type { AppError } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { GenerationStore } from './generation.store';
import { outcomes, secondsTaken } from './metrics';

/**
 * How an order ends: its row, the settlement of its hold and the word to the person are one transaction. The row given must be
 * locked and open; so each order ends once.
 */
@Injectable()
export class GenerationOutcome {
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly generations: GenerationStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** Called after each end: a place at FAL is free, and the next order need not wait for a tick to take it. */
  onEnded(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Pictures were made and are in our storage; `reason` says why there are fewer than asked for. */
  async succeed(
    tx: Transaction,
    generation: ImageGeneration,
    pictures: readonly (Picture & { filePath: string })[],
    reason: AppError | null,
  ): Promise<void> {
    const { orderId, userId, avatarId } = generation;
    await this.generations.addPictures(tx, pictures);
    await this.end(tx, generation, 'succeeded', pictures.length, reason);
    await this.outbox.add(
      tx,
      message(botGatewayInbox, 'deliver-pictures', {
        orderId,
        userId,
        avatarId,
        pictures: pictures.map(({ filePath }) => filePath),
      }),
    );
  }

  /** Nothing was made: everything goes back, and the person is told why. */
  async fail(tx: Transaction, generation: ImageGeneration, error: AppError): Promise<void> {
    const { orderId, userId } = generation;
    const { code } = error;
    await this.end(tx, generation, code === 'cancelled-by-user' ? 'cancelled' : 'failed', 0, error);
    await this.outbox.add(
      tx,
      message(botGatewayInbox, 'explain-failure', { orderId, userId, kind: 'generation', code }),
    );
  }

  private async end(
    tx: Transaction,
    generation: ImageGeneration,
    state: 'succeeded' | 'failed' | 'cancelled',
    delivered: number,
    error: AppError | null,
  ): Promise<void> {
    const { orderId, userId, pictureCount, createdAt, startedAt } = generation;
    const reason = error?.code ?? null;
    const finishedAt = this.clock.now();
    const nothingMore = { nextLookAt: null, collectingUntil: null };
    await this.generations.update(tx, generation, { delivered, errorCode: reason, finishedAt, ...nothingMore }, state);
    await this.outbox.add(
      tx,
      message(billingInbox, 'settle-hold', {
        orderId,
        userId,
        kind: 'generation',
        delivered,
        of: pictureCount,
        reason,
      }),
    );
    afterCommit(tx, () => {
      for (const ended of this.listeners) ended();
      const seconds = secondsBetween(createdAt, finishedAt);
      this.log.ended('generation.ended', { orderId, outcome: state, delivered, of: pictureCount, seconds }, error);
      outcomes.inc({ state, reason: reason ?? 'none' });
      if (startedAt) secondsTaken.observe({ state }, secondsBetween(startedAt, finishedAt));
    });
  }
}

const secondsBetween = (start: Date, end: Date): number => (end.getTime() - start.getTime()) / 1000;
