import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { withdrawnWithin } from '@aisha/database/bot';
import type { SourceId, UserId } from '@aisha/domain';
import { Recording, Source } from '@aisha/kinds/tables';
import { sourceKey, toReference } from '@aisha/storage';
import type { Heard } from '../audio/audio-tool';

/** Names a recording and its person. */
interface SourceReference {
  readonly userId: UserId;
  readonly sourceId: SourceId;
}

/** The only writer of transcriber.source. */
@Injectable()
export class SourceStore {
  constructor(private readonly database: Database) {}

  /**
   * Writes the row before the file is stored, so that the row still leads to a file that a crash leaves behind. Resolves to false, and
   * leaves no row, when an order has taken the recording over: then its file is the order's, even for a measuring that ends only now.
   */
  async begin({ userId, sourceId }: SourceReference): Promise<boolean> {
    const audioFilePath = toReference(sourceKey(userId, sourceId));
    return this.database.transaction(async (tx) => {
      // The row comes first: it waits for an order that takes the recording at this moment, which the question then finds.
      await tx.query(
        `INSERT INTO transcriber.source (id, user_id, audio_file_path) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [sourceId, userId, audioFilePath],
      );
      const isTaken = await tx.existsBy(Recording, { userId, audioFilePath });
      if (isTaken) await tx.delete(Source, { id: sourceId, userId });
      return !isTaken;
    });
  }

  async keepMeasured(tx: Transaction, { userId, sourceId }: SourceReference, { seconds, silences }: Heard) {
    await tx.update(Source, { id: sourceId, userId }, { duration: seconds, silences });
  }

  /**
   * Hands a person's measured recording over to its order, once. Null when the recording is gone, is another person's, is not measured yet,
   * or was handed over already.
   */
  async take(tx: Transaction, { userId, sourceId }: SourceReference): Promise<Source | null> {
    const source = await tx.findOneBy(Source, { id: sourceId, userId });
    if (!source?.silences) return null;
    const { affected } = await tx.delete(Source, { id: sourceId });
    return affected === 1 ? source : null;
  }

  /**
   * Finds recordings that were not ordered in time, and measured recordings of people who withdrew their consent in the last days. A
   * recording that is not measured yet is found only once its time is over, because its file may be stored at this moment.
   */
  over(createdBefore: Date, lookBackDays: number, limit: number): Promise<Pick<Source, 'id' | 'audioFilePath'>[]> {
    return this.database.read.query(
      `WITH withdrawn AS MATERIALIZED (${withdrawnWithin('$2')})
       SELECT id, audio_file_path AS "audioFilePath" FROM transcriber.source LEFT JOIN withdrawn USING (user_id)
       WHERE created_at < $1 OR (created_at < until AND silences IS NOT NULL)
       ORDER BY created_at LIMIT $3`,
      [createdBefore, lookBackDays, limit],
    );
  }

  async forget(ids: readonly SourceId[]): Promise<void> {
    await this.database.write('DELETE FROM transcriber.source WHERE id = ANY ($1)', [ids]);
  }
}
