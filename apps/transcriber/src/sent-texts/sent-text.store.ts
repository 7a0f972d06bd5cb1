import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { withdrawnWithin } from '@aisha/database/bot';
import { SentText } from '@aisha/database/transcriber';

/** The SQL condition that no open order needs the text. */
const IS_FREE = `NOT EXISTS (SELECT FROM transcriber.document WHERE text_id = sent_text.id AND finished_at IS NULL)`;

/** The only writer of transcriber.sent_text. */
@Injectable()
export class SentTextStore {
  constructor(private readonly database: Database) {}

  async keep(tx: Transaction, { id, userId, content }: Pick<SentText, 'id' | 'userId' | 'content'>): Promise<void> {
    await tx.insert(SentText, { id, userId, content });
  }

  /**
   * Removes texts that came before this moment, and texts and templates of people who withdrew their consent in the last days. What an open
   * order needs stays.
   */
  async forget(createdBefore: Date, lookBackDays: number): Promise<void> {
    await this.database.write(`DELETE FROM transcriber.sent_text WHERE created_at < $1 AND ${IS_FREE}`, [
      createdBefore,
    ]);
    await this.database.write(
      `WITH withdrawn AS MATERIALIZED (${withdrawnWithin('$1')}),
       templates AS (
         UPDATE transcriber.document SET template = NULL FROM withdrawn
         WHERE document.user_id = withdrawn.user_id AND created_at < until AND finished_at IS NOT NULL AND template IS NOT NULL)
       DELETE FROM transcriber.sent_text USING withdrawn
       WHERE sent_text.user_id = withdrawn.user_id AND created_at < until AND ${IS_FREE}`,
      [lookBackDays],
    );
  }
}
