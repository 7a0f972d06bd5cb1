import { Injectable } from '@nestjs/common';
import type { DeliverExport } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { DocumentReader } from '@aisha/kinds/tables';
import { documentTexts } from '@aisha/words';
import { calendarOfPerson, Readers } from '../../engine/conversation';
import { Exports } from '../../orders/exports';
import { fileNameOf, nameOf } from './file-name';

/** The file of a document that its person asked for, or a word about why there is none. */
@Injectable()
export class DeliverDocumentFileHandler implements JobHandler<DeliverExport> {
  constructor(
    private readonly readers: Readers,
    private readonly exports: Exports,
  ) {}

  readonly handle = async (made: DeliverExport, context: JobContext): Promise<void> => {
    const { userId, orderId, format } = made;
    const calendar = await calendarOfPerson(this.readers, userId);
    const t = documentTexts[calendar.language];
    const document = await this.readers.of(DocumentReader).find(userId, orderId);
    const exported = document
      ? {
          fileName: fileNameOf(document, format, calendar),
          caption: t.exported({ name: nameOf(document, calendar) }),
        }
      : { gone: t.documentGone };
    await this.exports.deliver(made, exported, calendar.language, context);
  };
}
