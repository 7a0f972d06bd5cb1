import { Injectable } from '@nestjs/common';
import type { DeliverDocumentFile } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { documentOf, messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { FileBudgetStore } from '../../engine/telegram/file-budget.store';
import { fileAskedFor } from '../../orders/file-asked-for';
import { Readers } from '../../readers';
import { documentTexts } from './document.texts';

/** The file of a document that its person asked for, or a word about why there is none. */
@Injectable()
export class DeliverDocumentFileHandler implements JobHandler<DeliverDocumentFile> {
  constructor(
    private readonly readers: Readers,
    private readonly budget: FileBudgetStore,
    private readonly deliveries: Deliveries,
  ) {}

  readonly handle = async (made: DeliverDocumentFile, context: JobContext): Promise<void> => {
    const { orderId, userId, document: path, format, asked } = made;
    const t = documentTexts[await this.readers.people.languageOf(userId)];
    const document = await this.readers.documents.find(userId, orderId);
    if (!document || path === null) {
      const words = document ? t.notMade : t.documentGone;
      await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words)));
      return;
    }
    const { documentType, createdAt } = document;
    const file = documentOf(
      path,
      t.fileName(documentType, createdAt, format),
      t.exported(documentType, format !== asked),
    );
    // The button has asked whether there is room.
    await this.budget.take(userId, 'exports');
    await context.once((tx) => this.deliveries.add(tx, userId, file, fileAskedFor(orderId)));
  };
}
