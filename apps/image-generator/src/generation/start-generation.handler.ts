import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { ImageGeneration } from '@aisha/database/generator';
import { AvatarReader } from '@aisha/database/trainer';
import type { StartGeneration } from '@aisha/contracts/image-generator';
import type { Transaction } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import { AppError, type ErrorCode } from '@aisha/domain';
import { firstToCome, type JobContext, type JobHandler } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
import { varied } from '../prompt/variation';
import { Dispatcher } from './dispatcher';
import { GenerationStore } from './generation.store';
import { GenerationOutcome } from './outcome';

/** Seeds end at 2^31 − 1: larger ones do not survive FAL's JSON (fal.md §0.13). */
const SEEDS = 2 ** 31;

/**
 * "Draw these pictures": takes the order into our queue, unless it was cancelled or its credits went back meanwhile, or the avatar is
 * not theirs or not ready.
 */
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
      const isCancelled = (await firstToCome(tx, 'generator', order, 'start')) === 'cancel';
      const reason = isCancelled ? 'cancelled-by-user' : refusal;
      if (!(await this.insert(tx, order)) || !reason) return;
      await this.refuse(tx, order, new AppError(reason));
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

  private async insert(tx: Transaction, order: StartGeneration): Promise<boolean> {
    const { orderId, userId, avatarId, prompt, aspectRatio, pictureCount, seed } = order;
    return this.generations.insert(tx, {
      orderId,
      userId,
      avatarId,
      prompt,
      aspectRatio,
      pictureCount,
      seed: seed ?? randomInt(SEEDS),
      createdAt: this.clock.now(),
      ...(await this.variationFor(tx, order)),
    });
  }

  /** "Similar" keeps the earlier prompt while person, avatar and wish are the same; else it is written as for any other order. */
  private async variationFor(tx: Transaction, { similarTo, orderId, userId, avatarId, prompt }: StartGeneration) {
    if (!similarTo) return {};
    const earlier = await tx.findOneBy(ImageGeneration, { orderId: similarTo, userId, avatarId, prompt });
    if (!earlier?.enhancedPrompt) return {};
    const { enhancedPrompt, negativePrompt, promptWriter } = earlier;
    return { enhancedPrompt: varied(enhancedPrompt, orderId), negativePrompt, promptWriter };
  }

  private async refuse(tx: Transaction, { orderId }: StartGeneration, error: AppError): Promise<void> {
    const generation = await this.generations.lockOpen(tx, orderId);
    if (generation) await this.outcome.fail(tx, generation, error);
  }
}
