import { Injectable } from '@nestjs/common';
import { asAppError, type OrderId } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { type ImageModelOf, ImageModels, RemoteCallbacks } from '@aisha/providers/ports';

const FROM_REFERENCES = { does: 'draw-from-references' } as const;

/** Which model draws, and where it says that it is done. */
@Injectable()
export class TogetherProvider {
  constructor(
    private readonly models: ImageModels,
    private readonly callbacks: RemoteCallbacks,
    private readonly log: Logger,
  ) {}

  model(): ImageModelOf<'draw-from-references'> {
    return this.models.that(FROM_REFERENCES);
  }

  callbackOf(orderId: OrderId): string {
    return this.callbacks.urlOf({ kind: 'together', orderId });
  }

  /** Does what the end of an order need not wait for. What fails stays, and the clock of files that belong to nothing removes it. */
  async unawaited(orderId: OrderId, work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => this.log.failed('together.not-discarded', asAppError(error), { orderId }));
  }
}
