import { Injectable } from '@nestjs/common';
import type { ImageGeneration } from '@aisha/database/generator';
import { AppError } from '@aisha/domain';
import type { JobContext } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { GenerationQueue } from './generation-queue';
import { drawnAgain } from './metrics';
import { OpenGenerations } from './open-generations';
import { Submission } from './submission';
import { Timing } from './timing';

/** Pictures are cheap enough to be drawn once more at our cost, not oftener. */
const MOST_SUBMISSIONS = 2;

/** What becomes of an order that has no request at FAL we know of, or of which FAL said nothing until its deadline. */
@Injectable()
export class SilentOrders {
  constructor(
    private readonly open: OpenGenerations,
    private readonly queue: GenerationQueue,
    private readonly submission: Submission,
    private readonly timing: Timing,
    private readonly log: Logger,
  ) {}

  /** Never sent: left to another. Before the deadline: waits for it. After it: drawn once more, then `provider-silent`. */
  async handle(generation: ImageGeneration, context: JobContext): Promise<void> {
    const { orderId, deadlineAt, endpoint, requestId } = generation;
    if (deadlineAt === null) return this.submission.giveBack(generation);
    if (!this.timing.isPast(deadlineAt)) {
      await this.open.wait(orderId, null, deadlineAt);
      return;
    }
    const again = await context.once((tx) =>
      this.open.changeIn(tx, orderId, async (_, current) => {
        const isStill = current.submissions === generation.submissions && this.timing.isPast(current.deadlineAt);
        if (!isStill) return undefined;
        if (current.submissions < MOST_SUBMISSIONS) return this.queue.takeAgain(tx, current);
        await this.open.failIn(tx, current, new AppError('provider-silent'));
        return undefined;
      }),
    );
    if (endpoint && requestId) await this.submission.cancel({ endpoint, requestId });
    if (!again) return;
    drawnAgain.inc();
    this.log.warn('generation.drawn-again', { orderId, submissions: again.submissions });
    await this.submission.send(again);
  }

  /** The late first submission was delivered: nobody wants the second any more. */
  async stopOther({ endpoint, requestId }: ImageGeneration, delivered: string): Promise<void> {
    if (endpoint && requestId && requestId !== delivered) await this.submission.cancel({ endpoint, requestId });
  }
}
