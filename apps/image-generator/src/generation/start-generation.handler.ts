import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { AvatarReader } from '@aisha/database/trainer';
import type { StartGeneration } from '@aisha/contracts/image-generator';
import type { Transaction } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import { AppError, type ErrorCode } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
import { Dispatcher } from './dispatcher';
import { GenerationStore } from './generation.store';
import { GenerationOutcome } from './outcome';

/** Seeds end at 2^31 − 1: larger ones do not survive FAL's JSON (fal.md §0.13). */
const SEEDS = 2 ** 31;

/** "Similar" moves the seed by at most this, at random, so that asking twice gives two pictures. */
const SIMILAR_SEEDS = 1_000;

const seedFor = (given: number | null): number =>
  given === null ? randomInt(SEEDS) : (given + randomInt(1, SIMILAR_SEEDS)) % SEEDS;

/** "Draw these pictures": takes the order into our queue, unless its credits went back meanwhile or the avatar is not theirs or not ready. */
@Injectable()
export class StartGenerationHandler implements JobHandler<StartGeneration> {
  constructor(
    private readonly holds: HoldReader,
    private readonly avatars: AvatarReader,
    private readonly generations: GenerationStore,
    private readonly outcome: GenerationOutcome,
    private readonly dispatcher: Dispatcher,
    private readonly clock: Clock,
  ) {}

  readonly handle = async (order: StartGeneration, context: JobContext): Promise<void> => {
    const refusal = await this.refusalOf(order);
    await context.once(async (tx) => {
      if (!(await this.insert(tx, order)) || !refusal) return;
      await this.refuse(tx, order, new AppError(refusal));
    });
    this.dispatcher.poke();
  };

  readonly giveUp = async (order: StartGeneration, error: AppError, tx: Transaction): Promise<void> => {
    await this.insert(tx, order);
    await this.refuse(tx, order, error);
  };

  private async refusalOf({ orderId, userId, avatarId }: StartGeneration): Promise<ErrorCode | null> {
    if (!(await this.holds.isOpen(orderId))) return 'hold-forgotten';
    const avatar = await this.avatars.find(userId, avatarId);
    if (!avatar) return 'avatar-not-found';
    return avatar.status === 'completed' ? null : 'avatar-not-ready';
  }

  private insert(tx: Transaction, order: StartGeneration): Promise<boolean> {
    const { orderId, userId, avatarId, prompt, aspectRatio, pictureCount } = order;
    const createdAt = this.clock.now();
    const seed = seedFor(order.seed);
    return this.generations.insert(tx, {
      orderId,
      userId,
      avatarId,
      prompt,
      aspectRatio,
      pictureCount,
      seed,
      createdAt,
    });
  }

  private async refuse(tx: Transaction, { orderId }: StartGeneration, error: AppError): Promise<void> {
    const generation = await this.generations.lockOpen(tx, orderId);
    if (generation) await this.outcome.fail(tx, generation, error);
  }
}
