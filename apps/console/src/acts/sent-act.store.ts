import type { Transaction } from '@aisha/database';
import type { SentAct } from '@aisha/database/console';
import { Injectable } from '@nestjs/common';

/** The only writer of the acts that the desk has sent. */
@Injectable()
export class SentActStore {
  /** Records an act. Resolves to false when it is recorded already. */
  async add(tx: Transaction, { actId, telegramId, receiver, job }: Omit<SentAct, 'sentAt'>): Promise<boolean> {
    const added = await tx.query<object[]>(
      `INSERT INTO console.sent_act (act_id, telegram_id, receiver, job) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING act_id`,
      [actId, telegramId, receiver, job],
    );
    return added.length > 0;
  }
}
