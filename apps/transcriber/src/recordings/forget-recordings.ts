import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@aisha/database';
import { Recording } from '@aisha/database/transcriber';
import { every, Logger, type Repeated } from '@aisha/platform';
import { fromReference, ObjectStore, type StoredObject } from '@aisha/storage';
import { IsNull, Not } from 'typeorm';
import { RecordingStore } from './recording.store';

const LOOK_EVERY_MS = 60_000;
/** Removed, and forgotten, at once; a backlog is worked off in such batches. */
const BATCH = 100;

/**
 * Voices of people are not kept: a recording goes within a minute after its order is over, however it ended. Found by its row, so that
 * no crash leaves one behind.
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
    this.repeated = every(LOOK_EVERY_MS, 'recordings.forget', this.log, () => this.forget());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.repeated?.stop();
  }

  /** Everything that is over by now. */
  async forget(): Promise<void> {
    while ((await this.forgetBatch()) === BATCH && !this.isStopping);
  }

  /** The files first: a row that has forgotten its file can no longer say where it lies. Found by the index recording_kept. */
  private async forgetBatch(): Promise<number> {
    const over = await this.database.read.find(Recording, {
      select: { orderId: true, audioFilePath: true },
      where: { finishedAt: Not(IsNull()), audioFilePath: Not(IsNull()) },
      order: { finishedAt: 'ASC' },
      take: BATCH,
    });
    if (over.length === 0) return 0;
    await this.objects.remove(over.flatMap(({ audioFilePath }) => storedAt(audioFilePath ?? '')));
    await this.recordings.forgetFiles(over.map(({ orderId }) => orderId));
    return over.length;
  }
}

/** What is no reference has no file; its order failed for that. */
function storedAt(reference: string): StoredObject[] {
  try {
    return [fromReference(reference)];
  } catch {
    return [];
  }
}
