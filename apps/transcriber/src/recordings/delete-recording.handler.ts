import { Injectable } from '@nestjs/common';
import type { DeleteRecording } from '@aisha/contracts/transcriber';
import { Database } from '@aisha/database';
import { Recording } from '@aisha/kinds/tables';
import { fileOf, ObjectStore } from '@aisha/storage';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { RecordingStore } from './recording.store';

/** "Forget this recording". Removes the file first, so a row never forgets a file that still exists. */
@Injectable()
export class DeleteRecordingHandler implements JobHandler<DeleteRecording> {
  constructor(
    private readonly database: Database,
    private readonly recordings: RecordingStore,
    private readonly objects: ObjectStore,
  ) {}

  readonly handle = async ({ orderId, userId }: DeleteRecording, context: JobContext): Promise<void> => {
    // The query does not find another person's recording.
    const found = await this.database.read.findOneBy(Recording, { orderId, userId });
    if (!found?.audioFilePath || !found.finishedAt) return;
    await this.objects.remove([fileOf(userId, found.audioFilePath)]);
    await context.once((tx) => this.recordings.forgetFile(tx, orderId));
  };
}
