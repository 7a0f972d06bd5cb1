import { Injectable } from '@nestjs/common';
import type { ImageGeneration } from '@aisha/database/generator';
import type { AppError } from '@aisha/domain';
import type { JobContext } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import type { FalOutcome } from '@aisha/providers/fal';
import { OpenGenerations } from './open-generations';
import { isPassed } from './passed-request';
import { Progress } from './progress';
import { Timing } from './timing';

/** After a look that failed: FAL, its CDN or our storage did not answer. */
const LOOK_AGAIN_MS = 5_000;

/** How long after its deadline an order still waits for FAL or our storage to come back: the pictures may be there. */
const PATIENCE_MS = 10 * 60_000;

/** Orders that are at FAL and not done. */
@Injectable()
export class WaitingOrders {
  constructor(
    private readonly open: OpenGenerations,
    private readonly progress: Progress,
    private readonly timing: Timing,
    private readonly log: Logger,
  ) {}

  isTooLate({ deadlineAt }: ImageGeneration): boolean {
    return this.timing.isPast(deadlineAt);
  }

  /** FAL has it and works on it: remembers which request it is, and tells the person. */
  async seen(
    { orderId }: ImageGeneration,
    requestId: string,
    found: Extract<FalOutcome, { state: 'queued' | 'running' }>,
    context: JobContext,
  ): Promise<void> {
    await context.once((tx) =>
      this.open.changeIn(tx, orderId, async (_, current) => {
        if (isPassed(current, requestId)) return;
        const nextLookAt = this.timing.in(this.timing.lookMs);
        const waiting = await this.open.update(tx, current, { requestId, nextLookAt }, 'waiting');
        if (found.state === 'queued') await this.progress.show(tx, waiting, 'at-provider-queue', found.ahead);
        else await this.progress.show(tx, waiting, 'working');
      }),
    );
  }

  /** What may come right is looked at again soon, by the watch; else the order ends. */
  async lookAgain(generation: ImageGeneration, error: AppError): Promise<void> {
    const { orderId, deadlineAt } = generation;
    this.log.failed('generation.look-failed', error, { orderId });
    const until = (deadlineAt ?? generation.createdAt).getTime() + PATIENCE_MS;
    if (!error.mayRetry || this.timing.isPast(new Date(until))) return this.open.fail(orderId, error);
    await this.open.write(orderId, { nextLookAt: this.timing.in(LOOK_AGAIN_MS) });
  }
}
