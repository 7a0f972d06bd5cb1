import { Injectable } from '@nestjs/common';
import type { DeliverExport } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { calendarOfPerson, Readers } from '../../engine/conversation';
import { Exports } from '../../orders/exports';
import { ChangedTranscripts } from '../../readers';
import { fileNameOf } from './file-name';
import { transcribeTexts } from '@aisha/words';

/** The file of a transcript that its person asked for, or a word about why there is none. */
@Injectable()
export class DeliverTranscriptFileHandler implements JobHandler<DeliverExport> {
  constructor(
    private readonly readers: Readers,
    private readonly exports: Exports,
  ) {}

  readonly handle = async (made: DeliverExport, context: JobContext): Promise<void> => {
    const { userId, orderId, format } = made;
    const calendar = await calendarOfPerson(this.readers, userId);
    const t = transcribeTexts[calendar.language];
    const transcript = await this.readers.of(ChangedTranscripts).find(userId, orderId);
    const exported = transcript
      ? { fileName: fileNameOf(transcript, format, calendar), caption: t.exported({ title: transcript.title }) }
      : { gone: t.gone };
    await this.exports.deliver(made, exported, calendar.language, context);
  };
}
