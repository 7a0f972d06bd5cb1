import { createHmac, hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import type { TelegramId } from '@aisha/domain';
import { CallbackSecret } from '../screen/callback-signature';

/**
 * Remembers only one thing of people who had everything deleted: that they got the welcome gift. It is kept as an HMAC of the Telegram id,
 * which cannot be looked up without the installation's secret (decision 213). After a change of the secret none of these people is
 * recognised.
 */
@Injectable()
export class PastGuestStore {
  private readonly key: Buffer;

  constructor({ secret }: CallbackSecret) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'aisha past guest', 32));
  }

  /** Remembers the person behind a Telegram id, once. */
  async remember(tx: Transaction, telegramId: TelegramId): Promise<void> {
    await tx.query(`INSERT INTO bot.past_guest (digest) VALUES ($1) ON CONFLICT DO NOTHING`, [this.digest(telegramId)]);
  }

  async knows(tx: Transaction, telegramId: TelegramId): Promise<boolean> {
    const found = await tx.query<unknown[]>(`SELECT FROM bot.past_guest WHERE digest = $1`, [this.digest(telegramId)]);
    return found.length > 0;
  }

  private digest(telegramId: TelegramId): Buffer {
    return createHmac('sha256', this.key).update(String(telegramId)).digest();
  }
}
