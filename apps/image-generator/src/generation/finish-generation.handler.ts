import { Injectable } from '@nestjs/common';
import type { FinishAtProvider } from '@aisha/contracts';
import type { Transaction } from '@aisha/database';
import type { ImageGeneration } from '@aisha/database/generator';
import { AppError, asAppError } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { type FalOutcome, FalQueue } from '@aisha/providers/fal';
import { PictureDelivery } from '../results/picture-delivery';
import { OpenGenerations } from './open-generations';
import { isPassed } from './passed-request';
import { drawnBy } from './picture-models';
import { SilentOrders } from './silent-orders';
import { WaitingOrders } from './waiting-orders';

/**
 * What the person is told when the model failed. FAL's errors also name archives and photographs, which a picture of an avatar has
 * not; and a cancel we did not ask for is FAL's.
 */
const asPicture = (error: AppError): AppError =>
  error.code === 'photos-refused' || error.code === 'cancelled-by-user'
    ? new AppError('provider-failed', { facts: error.facts })
    : error;

/**
 * "FAL may have something for this order": from the webhook or from our own watch. Believes neither and asks FAL; whatever comes
 * twice, late, early or for an order that has ended changes nothing.
 */
@Injectable()
export class FinishGenerationHandler implements JobHandler<FinishAtProvider> {
  constructor(
    private readonly open: OpenGenerations,
    private readonly fal: FalQueue,
    private readonly delivery: PictureDelivery,
    private readonly silent: SilentOrders,
    private readonly waiting: WaitingOrders,
  ) {}

  readonly handle = async ({ orderId, requestId: told }: FinishAtProvider, context: JobContext): Promise<void> => {
    const generation = await this.open.find(orderId);
    if (!generation?.endpoint || generation.state === 'queued') return;
    const requestId = told ?? generation.requestId;
    if (requestId === null) return this.silent.handle(generation, context);
    try {
      const found = await this.fal.look({ endpoint: generation.endpoint, requestId });
      await this.conclude(generation, requestId, found, context);
    } catch (error) {
      await this.waiting.lookAgain(generation, asAppError(error));
    }
  };

  readonly giveUp = async ({ orderId }: FinishAtProvider, error: AppError, tx: Transaction): Promise<void> => {
    await this.open.changeIn(tx, orderId, (_, generation) => this.open.failIn(tx, generation, error));
  };

  private async conclude(
    generation: ImageGeneration,
    requestId: string,
    found: FalOutcome,
    context: JobContext,
  ): Promise<void> {
    // Pictures are welcome from whichever submission made them; bad news only from the one that counts now.
    if (found.state === 'succeeded') {
      const { pictures } = drawnBy(generation.endpoint ?? '', found.output);
      const ended = await this.delivery.deliver(generation, requestId, pictures, context);
      if (ended) await this.silent.stopOther(ended, requestId);
      return;
    }
    if (isPassed(generation, requestId)) return;
    if (found.state !== 'failed') {
      if (this.waiting.isTooLate(generation)) return this.silent.handle({ ...generation, requestId }, context);
      return this.waiting.seen(generation, requestId, found, context);
    }
    // A request FAL does not know, told by somebody else: no word about this order.
    if (generation.requestId === null && found.error.code === 'provider-result-lost') return;
    await context.once((tx) =>
      this.open.changeIn(tx, generation.orderId, async (_, current) => {
        if (isPassed(current, requestId)) return;
        await this.open.failIn(tx, current, asPicture(found.error));
      }),
    );
  }
}
