import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type DeliverDocumentFile } from '@aisha/contracts/bot-gateway';
import type { ExportDocument } from '@aisha/contracts/transcriber';
import { Database, type Transaction } from '@aisha/database';
import { DocumentReader } from '@aisha/database/transcriber';
import type { AppError } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { exportKey, ObjectStore, toReference } from '@aisha/storage';
import { fileOfDocument } from '../export/formats';
import { laidOut } from './layout';

/** Makes a file of another format of a document, of its points. The same format again takes the place of the file before it. */
@Injectable()
export class ExportDocumentHandler implements JobHandler<ExportDocument> {
  constructor(
    private readonly database: Database,
    private readonly storage: ObjectStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (asked: ExportDocument, context: JobContext): Promise<void> => {
    const made = await this.made(asked);
    await context.once((tx) => this.answer(tx, asked, made));
  };

  readonly giveUp = (asked: ExportDocument, _error: AppError, tx: Transaction): Promise<void> =>
    this.answer(tx, asked, { document: null, format: asked.format });

  private async made({
    orderId,
    userId,
    format: asked,
  }: ExportDocument): Promise<Pick<DeliverDocumentFile, 'document' | 'format'>> {
    // The reader does not find another person's document.
    const document = await new DocumentReader(this.database).find(userId, orderId);
    if (!document) return { document: null, format: asked };
    const { format, contentType, bytes } = await fileOfDocument(asked, laidOut(document));
    const place = exportKey(userId, orderId, format);
    await this.storage.put(place, bytes, { contentType });
    return { document: toReference(place), format };
  }

  private answer(
    tx: Transaction,
    { orderId, userId, format: asked }: ExportDocument,
    made: Pick<DeliverDocumentFile, 'document' | 'format'>,
  ): Promise<void> {
    return this.outbox.add(tx, message(botGatewayInbox, 'deliver-document-file', { orderId, userId, asked, ...made }));
  }
}
