import { Injectable } from '@nestjs/common';
import type { AppError } from '@aisha/domain';
import type { PaidOrder } from '@aisha/kinds/tables';
import { RemoteWork, type OrderReference, type Policy, type Result, asProviderFailed } from '@aisha/orders';
import { ImageGeneratorConfig } from '../config';

@Injectable()
export class PictureTimeouts {
  /** How long after its start a submission times out, in milliseconds. */
  readonly timeoutMs: number;
  readonly pollMs: number;

  constructor({ GENERATION_TIMEOUT_MS, GENERATION_POLL_MS }: ImageGeneratorConfig) {
    this.timeoutMs = GENERATION_TIMEOUT_MS;
    this.pollMs = GENERATION_POLL_MS;
  }
}

/** The work of making pictures at a provider. A request takes seconds and is cheap enough to repeat once at our cost. */
export abstract class PictureWork<
  O extends PaidOrder,
  Start extends OrderReference,
  R extends Result,
> extends RemoteWork<O, Start, R> {
  readonly policy: Policy<O>;

  protected constructor(
    { timeoutMs, pollMs }: PictureTimeouts,
    /** How many orders one process prepares at once. It depends on the memory that the preparation takes. */
    preparing: Pick<Policy<O>, 'atOnce' | 'preparedAhead'>,
    own: Partial<Policy<O>> = {},
  ) {
    super();
    this.policy = {
      ...preparing,
      attempts: 2,
      leaseMs: 30_000,
      deadlineMs: () => timeoutMs,
      // A picture takes 4–15 s at FAL, one from several photos 15–40 s (fal.md §2.6, §7.5a), a larger one about 3 s (fal.md §7.6).
      unansweredSlotMs: 30_000,
      resultPatienceMs: 2 * 60_000, // a picture costs cents, and the person would rather have the credits back
      pollMs: () => pollMs,
      ...own,
    };
  }

  override explain(error: AppError, _order: O): AppError {
    return asProviderFailed(error);
  }
}
