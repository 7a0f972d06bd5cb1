import { createHmac, hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import type { TelegramId } from '@aisha/domain';
import { bannedUntil } from './banned-until';
import { CallbackSecret } from '../screen/callback-signature';

interface PastGuest {
  /** Until when the person is banned, as PersonStore.ban takes it; null when they are not. */
  readonly ban: string | null;
}

/**
 * Remembers only two things of people who had everything deleted: that they got the welcome gift, and until when they are banned. They are kept
 * with an HMAC of the Telegram id, which cannot be looked up without the installation's secret (decision 213). After a change of the secret
 * none of these people is recognised.
 */
@Injectable()
export class PastGuestStore {
  private readonly key: Buffer;

  constructor({ secret }: CallbackSecret) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'aisha past guest', 32));
  }

  /** Remembers the person behind a Telegram id, whose row is still there. */
  async remember(tx: Transaction, telegramId: TelegramId): Promise<void> {
    await tx.query(
      `INSERT INTO bot.past_guest (digest, banned_until)
       VALUES ($1, (SELECT banned_until FROM bot.person WHERE telegram_id = $2 AND banned_until > now()))
       ON CONFLICT (digest) DO UPDATE SET banned_until = excluded.banned_until`,
      [this.digest(telegramId), telegramId],
    );
  }

  /** What is remembered of the person behind a Telegram id; undefined for a person who was never here. */
  async find(tx: Transaction, telegramId: TelegramId): Promise<PastGuest | undefined> {
    const [found] = await tx.query<PastGuest[]>(
      `SELECT ${bannedUntil('past_guest')} AS ban FROM bot.past_guest WHERE digest = $1`,
      [this.digest(telegramId)],
    );
    return found;
  }

  private digest(telegramId: TelegramId): Buffer {
    return createHmac('sha256', this.key).update(String(telegramId)).digest();
  }
}
