import { Injectable } from '@nestjs/common';
import type { DeliverExport } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { calendarFor } from '../../engine/conversation';
import { Exports } from '../../orders/exports';
import { Readers } from '../../readers';
import { transcribeTexts } from './transcribe.texts';

/** The file of a transcript that its person asked for, or a word about why there is none. */
@Injectable()
export class DeliverTranscriptFileHandler implements JobHandler<DeliverExport> {
  constructor(
    private readonly readers: Readers,
    private readonly exports: Exports,
  ) {}

  readonly handle = async (made: DeliverExport, context: JobContext): Promise<void> => {
    const { userId, orderId, format } = made;
    const language = await this.readers.people.languageOf(userId);
    const calendar = await calendarFor(this.readers, { userId, language });
    const t = transcribeTexts[language];
    const transcript = await this.readers.transcripts.find(userId, orderId);
    const exported = transcript
      ? { fileName: t.fileName(transcript, format, calendar), caption: t.exported(transcript.title) }
      : { gone: t.gone };
    await this.exports.deliver(made, exported, language, context);
  };
}
