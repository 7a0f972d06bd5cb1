import { Injectable } from '@nestjs/common';
import type { ImageGeneration } from '@aisha/database/generator';
import { AppError } from '@aisha/domain';
import type { JobContext } from '@aisha/messaging';
import type { DrawnPicture } from '@aisha/providers/fal';
import { OpenGenerations } from '../generation/open-generations';
import { GenerationOutcome } from '../generation/outcome';
import { Progress } from '../generation/progress';
import { Timing } from '../generation/timing';
import { PictureCollector } from './picture-collector';

/** Copying four pictures takes a second or two; when whoever does it died, another begins after this. */
const COLLECTING_LEASE_MS = 30_000;

/** Takes finished pictures from the provider to the person. */
@Injectable()
export class PictureDelivery {
  constructor(
    private readonly open: OpenGenerations,
    private readonly collector: PictureCollector,
    private readonly outcome: GenerationOutcome,
    private readonly progress: Progress,
    private readonly timing: Timing,
  ) {}

  /** The order when this ended it. Throws when trying again may help; the lease is given back then. */
  async deliver(
    { orderId }: ImageGeneration,
    requestId: string,
    drawn: readonly DrawnPicture[],
    context: JobContext,
  ): Promise<ImageGeneration | undefined> {
    const generation = await this.lease(orderId, requestId);
    if (!generation) return undefined; // ended, or somebody else is copying
    try {
      const collected = await this.collector.collect(generation, drawn);
      const { pictures, reason } = collected;
      const ended = await context.once((tx) =>
        this.open.changeIn(tx, orderId, async (_, current) => {
          if (pictures.length > 0) await this.outcome.succeed(tx, current, pictures, reason);
          else await this.outcome.fail(tx, current, reason ?? new AppError('provider-failed'));
          return current;
        }),
      );
      if (!ended && !(await this.open.wasDelivered(orderId))) await this.collector.discard(generation, collected);
      return ended;
    } catch (error) {
      await this.open.write(orderId, { collectingUntil: null });
      throw error;
    }
  }

  private lease(orderId: ImageGeneration['orderId'], requestId: string): Promise<ImageGeneration | undefined> {
    return this.open.change(orderId, async (tx, generation) => {
      const { collectingUntil } = generation;
      if (collectingUntil && !this.timing.isPast(collectingUntil)) return undefined;
      await this.progress.show(tx, generation, 'collecting');
      const until = this.timing.in(COLLECTING_LEASE_MS);
      return this.open.update(tx, generation, {
        requestId: generation.requestId ?? requestId,
        collectingUntil: until,
        nextLookAt: until,
      });
    });
  }
}
