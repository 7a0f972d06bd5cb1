import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { Recording } from '@aisha/kinds/tables';
import { fileOf, ObjectStore, type StoredObject } from '@aisha/storage';
import { Clock, Forgetting, Logger } from '@aisha/platform';
import { RecordingStore } from './recording.store';

/** How many recordings one batch removes. */
const BATCH = 100;

/**
 * Removes recordings of people's voices: a month after the text was made, or within a minute after the end of an order that made no text,
 * or after the person withdraws the consent. It finds recordings by their rows, so no crash leaves one behind.
 */
@Injectable()
export class ForgetRecordings extends Forgetting {
  constructor(
    private readonly database: Database,
    private readonly recordings: RecordingStore,
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('recordings.forget', log);
  }

  protected async forget(lookBackDays: number): Promise<void> {
    await this.recordings.forgetWithdrawn(lookBackDays);
    while ((await this.forgetBatch()) === BATCH && !this.isStopping);
  }

  /**
   * Removes the files before it clears their paths in the rows, because the next run finds them only by rows with a path. Uses the index
   * recording_kept.
   */
  private async forgetBatch(): Promise<number> {
    const end = `coalesce(recording.audio_kept_until, '-infinity')`;
    const over = await this.database.read
      .createQueryBuilder(Recording, 'recording')
      .select(['recording.orderId', 'recording.userId', 'recording.audioFilePath'])
      .where('recording.finished_at IS NOT NULL AND recording.audio_file_path IS NOT NULL')
      .andWhere(`${end} < :now`, { now: this.clock.now() })
      .orderBy(end)
      .limit(BATCH)
      .getMany();
    if (over.length === 0) return 0;
    await this.objects.remove(over.flatMap(({ userId, audioFilePath }) => storedAt(userId, audioFilePath ?? '')));
    await this.recordings.forgetFiles(over.map(({ orderId }) => orderId));
    return over.length;
  }
}

/**
 * The stored file that a reference names. An order whose reference names no file of this person has failed for that reason, and has no file
 * to remove.
 */
function storedAt(userId: UserId, reference: string): StoredObject[] {
  try {
    return [fileOf(userId, reference)];
  } catch {
    return [];
  }
}
