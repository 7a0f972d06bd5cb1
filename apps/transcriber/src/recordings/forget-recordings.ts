import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { Recording } from '@aisha/database/transcriber';
import { Logger, Periodic } from '@aisha/platform';
import type { UserId } from '@aisha/domain';
import { fileOf, ObjectStore, type StoredObject } from '@aisha/storage';
import { IsNull, Not } from 'typeorm';
import { RecordingStore } from './recording.store';

const FORGET_EVERY_MS = 60_000;
/** How many recordings one batch removes. */
const BATCH = 100;

/**
 * Removes people's voices: a recording goes within a minute after the end of its order, with any outcome. It finds recordings by
 * their rows, so no crash leaves one behind.
 */
@Injectable()
export class ForgetRecordings extends Periodic {
  constructor(
    private readonly database: Database,
    private readonly recordings: RecordingStore,
    private readonly objects: ObjectStore,
    log: Logger,
  ) {
    super('recordings.forget', FORGET_EVERY_MS, log);
  }

  /** Removes the recordings of all ended orders. */
  async run(): Promise<void> {
    while ((await this.forgetBatch()) === BATCH && !this.isStopping);
  }

  /** Removes the files first, because only the row knows its file. Uses the index recording_kept. */
  private async forgetBatch(): Promise<number> {
    const over = await this.database.read.find(Recording, {
      select: { orderId: true, userId: true, audioFilePath: true },
      where: { finishedAt: Not(IsNull()), audioFilePath: Not(IsNull()) },
      order: { finishedAt: 'ASC' },
      take: BATCH,
    });
    if (over.length === 0) return 0;
    await this.objects.remove(over.flatMap(({ userId, audioFilePath }) => storedAt(userId, audioFilePath ?? '')));
    await this.recordings.forgetFiles(over.map(({ orderId }) => orderId));
    return over.length;
  }
}

/** A text that is no reference to a file of this person has no file to remove; its order failed for that. */
function storedAt(userId: UserId, reference: string): StoredObject[] {
  try {
    return [fileOf(userId, reference)];
  } catch {
    return [];
  }
}
