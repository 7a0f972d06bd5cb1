import { message } from '@aisha/contracts';
import { botGatewayInbox, type DeliverExport } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { AppError, OrderId, UserId } from '@aisha/domain';
import type { ExportFormat } from '@aisha/kinds';
import { exportKey, type ObjectStore, toReference } from '@aisha/storage';
import type { JobContext, JobHandler, Outbox } from '@aisha/messaging';
import type { MadeFile } from './formats';

interface Asked {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly format: ExportFormat;
}

/** Makes a file of a delivered result in another format. A second request for the same format replaces the file. */
export abstract class ExportHandler<Asks extends Asked> implements JobHandler<Asks> {
  protected constructor(
    private readonly answeredBy: 'deliver-transcript-file' | 'deliver-document-file',
    private readonly storage: ObjectStore,
    private readonly outbox: Outbox,
  ) {}

  /** Makes the file; null when its source is gone, or another person's. */
  protected abstract fileOf(asks: Asks): Promise<MadeFile | null>;

  readonly handle = async (asks: Asks, context: JobContext): Promise<void> => {
    const made = await this.fileOf(asks);
    const place = made && exportKey(asks.userId, asks.orderId, made.format);
    if (place) await this.storage.put(place, made.bytes, { contentType: made.contentType });
    await context.once((tx) => this.tell(tx, asks, place && toReference(place), made?.format));
  };

  readonly giveUp = (asks: Asks, _error: AppError, tx: Transaction): Promise<void> => this.tell(tx, asks, null);

  private tell(tx: Transaction, { orderId, userId, format: asked }: Asks, document: string | null, format = asked) {
    const made: DeliverExport = { orderId, userId, asked, document, format };
    return this.outbox.add(tx, message(botGatewayInbox, this.answeredBy, made));
  }
}
