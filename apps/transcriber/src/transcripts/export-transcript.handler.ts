import { Injectable } from '@nestjs/common';
import type { ExportTranscript } from '@aisha/contracts/transcriber';
import { Database } from '@aisha/database';
import { TranscriptReader } from '@aisha/kinds/tables';
import { ObjectStore } from '@aisha/storage';
import { Outbox } from '@aisha/messaging';
import { ExportHandler } from '../export/export.handler';
import { fileOfTranscript } from '../export/formats';

/** Makes a file of a transcript. */
@Injectable()
export class ExportTranscriptHandler extends ExportHandler<ExportTranscript> {
  constructor(
    private readonly database: Database,
    storage: ObjectStore,
    outbox: Outbox,
  ) {
    super('deliver-transcript-file', storage, outbox);
  }

  protected async fileOf({ orderId, userId, format, title, language }: ExportTranscript) {
    const transcript = await new TranscriptReader(this.database).find(userId, orderId);
    if (!transcript) return null;
    const { segments, speakers } = transcript;
    return fileOfTranscript(format, { title, language, segments, speakers });
  }
}
