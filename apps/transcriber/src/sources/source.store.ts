import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { Source } from '@aisha/database/transcriber';
import type { SourceId, UserId } from '@aisha/domain';
import { sourceKey, toReference } from '@aisha/storage';
import { In, LessThan } from 'typeorm';
import type { Heard } from '../audio/audio-tool';

/** Which recording of which person. */
export interface SourceReference {
  readonly userId: UserId;
  readonly sourceId: SourceId;
}

/** Writer of transcriber.source. */
@Injectable()
export class SourceStore {
  constructor(private readonly database: Database) {}

  /** Written before the file is: what a crash leaves is found by its row. */
  async begin({ userId, sourceId }: SourceReference): Promise<void> {
    await this.database.write(
      `INSERT INTO transcriber.source (id, user_id, audio_file_path) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [sourceId, userId, toReference(sourceKey(userId, sourceId))],
    );
  }

  async keepMeasured(tx: Transaction, { userId, sourceId }: SourceReference, { seconds, silences }: Heard) {
    await tx.update(Source, { id: sourceId, userId }, { duration: seconds, silences });
  }

  /** Hands a measured recording of the person over to its order, once; null when it is gone. */
  async take(tx: Transaction, { userId, sourceId }: SourceReference): Promise<Source | null> {
    const source = await tx.findOneBy(Source, { id: sourceId, userId });
    if (!source?.silences) return null;
    const { affected } = await tx.delete(Source, { id: sourceId });
    return affected === 1 ? source : null;
  }

  /** Those that nobody ordered in time. */
  old(createdBefore: Date, limit: number): Promise<Source[]> {
    return this.database.read.find(Source, {
      where: { createdAt: LessThan(createdBefore) },
      order: { createdAt: 'ASC' },
      take: limit,
    });
  }

  async forget(sources: readonly Source[]): Promise<void> {
    await this.database.transaction((tx) => tx.delete(Source, { id: In(sources.map(({ id }) => id)) }));
  }
}
