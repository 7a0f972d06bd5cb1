import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@aisha/database';
import { Recording } from '@aisha/database/transcriber';
import { every, Logger, type Repeated } from '@aisha/platform';
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
export class ForgetRecordings implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private repeated: Repeated | undefined;
  private isStopping = false;

  constructor(
    private readonly database: Database,
    private readonly recordings: RecordingStore,
    private readonly objects: ObjectStore,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.repeated = every(FORGET_EVERY_MS, 'recordings.forget', this.log, () => this.forget());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.repeated?.stop();
  }

  /** Removes the recordings of all ended orders. */
  async forget(): Promise<void> {
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
