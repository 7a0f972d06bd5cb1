import { Injectable } from '@nestjs/common';
import type { DeliverExport } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { calendarFor, isoDayText } from '../../engine/conversation';
import { Exports } from '../../orders/exports';
import { Readers } from '../../readers';
import { documentTexts } from './document.texts';

/** The file of a document that its person asked for, or a word about why there is none. */
@Injectable()
export class DeliverDocumentFileHandler implements JobHandler<DeliverExport> {
  constructor(
    private readonly readers: Readers,
    private readonly exports: Exports,
  ) {}

  readonly handle = async (made: DeliverExport, context: JobContext): Promise<void> => {
    const { userId, orderId, format } = made;
    const language = await this.readers.people.languageOf(userId);
    const calendar = await calendarFor(this.readers, { userId, language });
    const t = documentTexts[language];
    const document = await this.readers.documents.find(userId, orderId);
    const exported = document
      ? {
          fileName: t.fileName(
            document.documentType,
            isoDayText(document.createdAt, calendar),
            format,
            document.targetLanguage,
          ),
          caption: t.exported(document.documentType, document.targetLanguage),
        }
      : { gone: t.documentGone };
    await this.exports.deliver(made, exported, language, context);
  };
}
