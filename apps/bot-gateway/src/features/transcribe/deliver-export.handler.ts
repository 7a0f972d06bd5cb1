import { Injectable } from '@nestjs/common';
import type { DeliverExport } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { documentOf, messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { FileBudgetStore } from '../../engine/telegram/file-budget.store';
import { fileAskedFor } from '../../orders/file-asked-for';
import { Readers } from '../../readers';
import { transcribeTexts } from './transcribe.texts';

/** The file of a transcript that its person asked for, or a word about why there is none. */
@Injectable()
export class DeliverExportHandler implements JobHandler<DeliverExport> {
  constructor(
    private readonly readers: Readers,
    private readonly budget: FileBudgetStore,
    private readonly deliveries: Deliveries,
  ) {}

  readonly handle = async (made: DeliverExport, context: JobContext): Promise<void> => {
    const { orderId, userId, document, format, asked } = made;
    const t = transcribeTexts[await this.readers.people.languageOf(userId)];
    const transcript = await this.readers.transcripts.find(userId, orderId);
    if (!transcript || document === null) {
      const words = transcript ? t.notMade : t.gone;
      await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words)));
      return;
    }
    const caption = t.exported(transcript.title, format !== asked);
    const file = documentOf(document, t.fileName(transcript, format), caption);
    // The button has asked whether there is room.
    await this.budget.take(userId, 'exports');
    await context.once((tx) => this.deliveries.add(tx, userId, file, fileAskedFor(orderId)));
  };
}
