import { Injectable } from '@nestjs/common';
import type { ExportDocument } from '@aisha/contracts/transcriber';
import { Database } from '@aisha/database';
import { DocumentReader } from '@aisha/kinds/tables';
import { ObjectStore } from '@aisha/storage';
import { Outbox } from '@aisha/messaging';
import { ExportHandler } from '../export/export.handler';
import { fileOfDocument } from '../export/formats';
import { laidOut } from './layout';

/** Makes a file of a document in another format, from its points. */
@Injectable()
export class ExportDocumentHandler extends ExportHandler<ExportDocument> {
  constructor(
    private readonly database: Database,
    storage: ObjectStore,
    outbox: Outbox,
  ) {
    super('deliver-document-file', storage, outbox);
  }

  protected async fileOf({ orderId, userId, format }: ExportDocument) {
    const document = await new DocumentReader(this.database).find(userId, orderId);
    return document && fileOfDocument(format, laidOut(document));
  }
}
