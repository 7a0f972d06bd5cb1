import { Database, type Transaction } from '@aisha/database';
import type { TelegramId } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { hashOf, newToken } from './tokens';

/** The minutes after which an unused session ends, so that a desk that was left open closes. */
export const IDLE_MINUTES = 30;
/** The hours after which a session ends, however much it is used: a working day. */
export const SESSION_HOURS = 12;
/** The last use of a session is written at most once in this time. */
const SEEN_EVERY_SECONDS = 60;
/** How many days sessions and links are kept after they end, so that an operator can ask who was signed in. */
const KEPT_DAYS = 1;

const IS_OPEN = `ended_at IS NULL AND seen_at > now() - interval '${IDLE_MINUTES} minutes'
  AND created_at > now() - interval '${SESSION_HOURS} hours'`;

/** The only writer of the desk’s links and sessions. It stores hashes of the tokens. */
@Injectable()
export class SessionStore {
  constructor(private readonly database: Database) {}

  /** Stores a link that the bot has shown. A repeated call changes nothing. */
  async keepLink(tx: Transaction, tokenHash: string, telegramId: number, expiresAt: Date): Promise<void> {
    await tx.query(
      `INSERT INTO console.sign_in_link (token_hash, telegram_id, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [tokenHash, telegramId, expiresAt],
    );
  }

  /** Uses a link. Resolves to its operator; undefined when the link is unknown, used or expired. */
  async useLink(token: string): Promise<TelegramId | undefined> {
    const [used] = await this.database.write<{ telegram_id: string }>(
      `UPDATE console.sign_in_link SET used_at = now()
       WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now() RETURNING telegram_id`,
      [hashOf(token)],
    );
    return used && (Number(used.telegram_id) as TelegramId);
  }

  /** Opens a session and resolves to its token, which is stored nowhere. */
  async open(telegramId: TelegramId): Promise<string> {
    const token = newToken();
    await this.database.write(`INSERT INTO console.session (id_hash, telegram_id) VALUES ($1, $2)`, [
      hashOf(token),
      telegramId,
    ]);
    return token;
  }

  /**
   * The operator of an open session; undefined when it has ended or never existed. Records the use of the session, once a minute at most.
   */
  async operatorOf(token: string): Promise<TelegramId | undefined> {
    const [session] = await this.database.read.query<{ telegram_id: string; is_old: boolean }[]>(
      `SELECT telegram_id, seen_at < now() - interval '${SEEN_EVERY_SECONDS} seconds' AS is_old
       FROM console.session WHERE id_hash = $1 AND ${IS_OPEN}`,
      [hashOf(token)],
    );
    if (!session) return undefined;
    if (session.is_old)
      await this.database.write(`UPDATE console.session SET seen_at = now() WHERE id_hash = $1 AND ${IS_OPEN}`, [
        hashOf(token),
      ]);
    return Number(session.telegram_id) as TelegramId;
  }

  async end(token: string): Promise<void> {
    await this.database.write(`UPDATE console.session SET ended_at = now() WHERE id_hash = $1 AND ended_at IS NULL`, [
      hashOf(token),
    ]);
  }

  /** Ends every session of the operator, and the links that they have not used. */
  async endAll(telegramId: TelegramId): Promise<void> {
    await this.database.write(
      `UPDATE console.session SET ended_at = now() WHERE telegram_id = $1 AND ended_at IS NULL`,
      [telegramId],
    );
    await this.database.write(
      `UPDATE console.sign_in_link SET used_at = now() WHERE telegram_id = $1 AND used_at IS NULL`,
      [telegramId],
    );
  }

  /** Removes links a day after they have expired, and sessions a day after their longest time. */
  async forgetOld(): Promise<void> {
    await this.database.write(
      `DELETE FROM console.sign_in_link WHERE expires_at < now() - interval '${KEPT_DAYS} days'`,
      [],
    );
    await this.database.write(
      `DELETE FROM console.session
       WHERE created_at < now() - interval '${SESSION_HOURS} hours' - interval '${KEPT_DAYS} days'`,
      [],
    );
  }
}
