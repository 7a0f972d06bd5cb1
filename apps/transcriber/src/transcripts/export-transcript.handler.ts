import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type DeliverExport } from '@aisha/contracts/bot-gateway';
import type { ExportTranscript } from '@aisha/contracts/transcriber';
import { Database, type Transaction } from '@aisha/database';
import { TranscriptReader } from '@aisha/database/transcriber';
import type { AppError } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { exportKey, ObjectStore, toReference } from '@aisha/storage';
import { fileOfTranscript } from '../export/formats';

/** Makes a file of a transcript. The same format again takes the place of the file before it. */
@Injectable()
export class ExportTranscriptHandler implements JobHandler<ExportTranscript> {
  constructor(
    private readonly database: Database,
    private readonly storage: ObjectStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (asked: ExportTranscript, context: JobContext): Promise<void> => {
    const made = await this.made(asked);
    await context.once((tx) => this.answer(tx, asked, made));
  };

  readonly giveUp = (asked: ExportTranscript, _error: AppError, tx: Transaction): Promise<void> =>
    this.answer(tx, asked, { document: null, format: asked.format });

  private async made({
    orderId,
    userId,
    ...asked
  }: ExportTranscript): Promise<Pick<DeliverExport, 'document' | 'format'>> {
    // The query does not find another person's transcript.
    const transcript = await new TranscriptReader(this.database).find(userId, orderId);
    if (!transcript) return { document: null, format: asked.format };
    const { format, contentType, bytes } = await fileOfTranscript(asked.format, {
      ...asked,
      segments: transcript.segments,
      speakers: transcript.speakers,
    });
    const place = exportKey(userId, orderId, format);
    await this.storage.put(place, bytes, { contentType });
    return { document: toReference(place), format };
  }

  private answer(
    tx: Transaction,
    { orderId, userId, format: asked }: ExportTranscript,
    made: Pick<DeliverExport, 'document' | 'format'>,
  ): Promise<void> {
    return this.outbox.add(tx, message(botGatewayInbox, 'deliver-export', { orderId, userId, asked, ...made }));
  }
}
