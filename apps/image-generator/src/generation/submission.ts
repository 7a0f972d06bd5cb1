import { Injectable } from '@nestjs/common';
import type { ImageGeneration } from '@aisha/database/generator';
import { asAppError, type AppError } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { FalQueue, type FalRequest } from '@aisha/providers/fal';
import { AvatarModels } from './avatar-models';
import { OpenGenerations } from './open-generations';
import { Timing } from './timing';

/** FAL said no before it took anything: too many at once, or a moment's trouble. */
const BUSY_PAUSE_MS = 2_000;

/** FAL wants money or another key: nothing changes within seconds, and an operator has been told. */
const LOCKED_PAUSE_MS = 60_000;

/** Sends an order to FAL, once. It was marked before, so that nobody sends it again whatever happens here. */
@Injectable()
export class Submission {
  constructor(
    private readonly open: OpenGenerations,
    private readonly models: AvatarModels,
    private readonly fal: FalQueue,
    private readonly timing: Timing,
    private readonly log: Logger,
  ) {}

  /**
   * A process killed before this has sent anything leaves the mark behind, which nobody can tell from a submission whose answer was
   * lost: such an order waits for its deadline like one.
   */
  async send(generation: ImageGeneration): Promise<void> {
    let request: FalRequest;
    try {
      request = await this.fal.submit(await this.models.submission(generation));
    } catch (error) {
      return this.notTaken(generation, asAppError(error));
    }
    // Whatever fails from here on, FAL has it: the webhook's URL names the order.
    await this.taken(generation, request);
  }

  private async taken({ orderId }: ImageGeneration, request: FalRequest): Promise<void> {
    const { requestId } = request;
    const kept = await this.open.wait(orderId, requestId, this.timing.in(this.timing.lookMs));
    this.log.info('generation.submitted', { orderId, requestId });
    // Cancelled, or finished by an earlier submission, while we were sending.
    if (!kept) await this.cancel(request);
  }

  private async notTaken(generation: ImageGeneration, error: AppError): Promise<void> {
    const { orderId, submissions } = generation;
    this.log.failed('generation.not-submitted', error, { orderId });
    if (error.code === 'submit-unknown') {
      // It may be running there: the webhook will say, or nobody will until the deadline.
      await this.open.wait(orderId, null, generation.deadlineAt);
      return;
    }
    const isLocked = error.code === 'provider-out-of-credit' || error.code === 'provider-refused-key';
    await this.open.postpone(generation, error, isLocked ? LOCKED_PAUSE_MS : BUSY_PAUSE_MS, {
      submittingSince: null,
      deadlineAt: null,
      submissions: submissions - 1,
    });
  }

  /** Stops a request nobody wants any more. When FAL cannot be asked, it is drawn in vain: our loss. */
  async cancel(request: FalRequest): Promise<void> {
    const { requestId } = request;
    const end = await this.fal.cancel(request).catch((error: unknown) => asAppError(error).code);
    this.log.info('generation.cancelled-at-fal', { requestId, end });
  }
}
