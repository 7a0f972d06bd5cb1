import { Injectable } from '@nestjs/common';
import type { DeliverExport } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
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
    const language = await this.readers.people.languageOf(made.userId);
    const t = transcribeTexts[language];
    const transcript = await this.readers.transcripts.find(made.userId, made.orderId);
    const exported = transcript
      ? { fileName: t.fileName(transcript, made.format), caption: t.exported(transcript.title) }
      : { gone: t.gone };
    await this.exports.deliver(made, exported, language, context);
  };
}
