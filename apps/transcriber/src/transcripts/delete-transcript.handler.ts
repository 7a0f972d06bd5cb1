import { Injectable } from '@nestjs/common';
import type { DeleteTranscript } from '@aisha/contracts/transcriber';
import { Database } from '@aisha/database';
import { TranscriptReader } from '@aisha/database/transcriber';
import { EXPORT_FORMATS } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { exportKey, fileOf, ObjectStore } from '@aisha/storage';
import { forgetTranscript } from './transcript.store';

/** "Forget this transcript." Removes the files first, so a row never forgets a file that still exists. */
@Injectable()
export class DeleteTranscriptHandler implements JobHandler<DeleteTranscript> {
  constructor(
    private readonly database: Database,
    private readonly storage: ObjectStore,
  ) {}

  readonly handle = async ({ orderId, userId }: DeleteTranscript, context: JobContext): Promise<void> => {
    // The query does not find another person's transcript.
    const transcript = await new TranscriptReader(this.database).find(userId, orderId);
    if (!transcript) return;
    const exported = EXPORT_FORMATS.map((format) => exportKey(userId, orderId, format));
    await this.storage.remove([fileOf(userId, transcript.documentPath), ...exported]);
    await context.once((tx) => forgetTranscript(tx, { orderId, userId }));
  };
}
