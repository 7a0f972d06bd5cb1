import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { Forgetting, Logger } from '@aisha/platform';
import type { OrderId, UserId } from '@aisha/domain';
import { ObjectStore, speechPiecesPrefix } from '@aisha/storage';
import { SpeechStore } from './speech.store';

/** How many orders are handled in one batch. */
const BATCH = 100;
/**
 * Removes the sounds of a text's pieces within a minute after its order ends, whatever the outcome. It finds them by their rows, so no
 * crash leaves one behind. Also removes the first words of texts whose senders withdrew the consent.
 */
@Injectable()
export class ForgetSpeech extends Forgetting {
  constructor(
    private readonly database: Database,
    private readonly store: SpeechStore,
    private readonly objects: ObjectStore,
    log: Logger,
  ) {
    super('speech.forget', log);
  }

  /**
   * Removes the pieces of all ended orders, and the first words of texts that people had sent before they withdrew
   * their consent.
   */
  protected async forget(lookBackDays: number): Promise<void> {
    await this.store.forgetWithdrawn(lookBackDays);
    while ((await this.forgetBatch()) === BATCH && !this.isStopping);
  }

  /** Removes the files before the rows, because only the rows know the files. This needs no index, because few orders have pieces. */
  private async forgetBatch(): Promise<number> {
    const over = await this.database.read.query<{ orderId: OrderId; userId: UserId }[]>(
      `SELECT order_id AS "orderId", user_id AS "userId" FROM transcriber.speech
       WHERE finished_at IS NOT NULL AND order_id IN (SELECT order_id FROM transcriber.speech_piece)
       LIMIT $1`,
      [BATCH],
    );
    if (over.length === 0) return 0;
    for (const { userId, orderId } of over) await this.objects.removePrefix(speechPiecesPrefix(userId, orderId));
    await this.store.forgetPieces(over.map(({ orderId }) => orderId));
    return over.length;
  }
}
