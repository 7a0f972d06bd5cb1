import { Injectable } from '@nestjs/common';
import type { DeleteTranscript } from '@aisha/contracts/transcriber';
import { Database } from '@aisha/database';
import { EXPORT_FORMATS } from '@aisha/kinds';
import { TranscriptReader } from '@aisha/kinds/tables';
import { exportKey, ObjectStore, transcriptPrefix } from '@aisha/storage';
import type { JobContext, JobHandler } from '@aisha/messaging';
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
    if (!(await new TranscriptReader(this.database).find(userId, orderId))) return;
    await this.storage.removePrefix(transcriptPrefix(userId, orderId));
    await this.storage.remove(EXPORT_FORMATS.map((format) => exportKey(userId, orderId, format)));
    await context.once((tx) => forgetTranscript(tx, { orderId, userId }));
  };
}
