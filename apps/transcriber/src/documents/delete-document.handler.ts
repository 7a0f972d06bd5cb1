import { Injectable } from '@nestjs/common';
import type { DeleteDocument } from '@aisha/contracts/transcriber';
import { Database } from '@aisha/database';
import { DOCUMENT_FORMATS } from '@aisha/kinds';
import { DocumentReader } from '@aisha/kinds/tables';
import { exportKey, fileOf, ObjectStore } from '@aisha/storage';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { DocumentStore } from './document.store';

/** "Forget this document." Removes the files first, so a row never forgets a file that still exists. */
@Injectable()
export class DeleteDocumentHandler implements JobHandler<DeleteDocument> {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentStore,
    private readonly objects: ObjectStore,
  ) {}

  readonly handle = async ({ orderId, userId }: DeleteDocument, context: JobContext): Promise<void> => {
    // The reader does not find another person's document, nor one that is still being made.
    const document = await new DocumentReader(this.database).find(userId, orderId);
    if (!document) return;
    const exported = DOCUMENT_FORMATS.map((format) => exportKey(userId, orderId, format));
    await this.objects.remove([fileOf(userId, document.documentPath), ...exported]);
    await context.once((tx) => this.documents.forgetDocument(tx, orderId));
  };
}
