import { CONSENT_VERSION, type UserId } from '@aisha/domain';
import type { Transaction } from '@aisha/database';

/** The version of consent of a person about whom everything is being deleted. No text has this version, so no consent is current. */
export const BEING_ERASED = -1;

/**
 * The SQL that gives the version of the newest text to which a person has agreed without withdrawing; null if there is none, and
 * BEING_ERASED while everything about the person is being deleted.
 */
export const consentOf = (userId: string): string =>
  `(CASE WHEN EXISTS (SELECT FROM bot.erasure WHERE erasure.user_id = ${userId} AND finished_at IS NULL) THEN ${BEING_ERASED}
    ELSE (SELECT max(version) FROM bot.consent WHERE consent.user_id = ${userId} AND withdrawn_at IS NULL) END)`;

/** Writes bot.consent, and the updates that wait for a consent. */
export class ConsentStore {
  async versionOf(tx: Transaction, userId: UserId): Promise<number | null> {
    const [row] = (await tx.query(`SELECT ${consentOf('$1')} AS version`, [userId])) as [{ version: number | null }];
    return row.version;
  }

  /**
   * Records the consent once. The person's chat queue then handles the updates that waited, in their order, as if they came now; `held` in
   * their payloads says that they waited.
   */
  async agree(tx: Transaction, userId: UserId): Promise<void> {
    await tx.query(
      `WITH agreed AS (
         INSERT INTO bot.consent (user_id, version) VALUES ($1, $2)
         ON CONFLICT (user_id, version) WHERE withdrawn_at IS NULL DO NOTHING)
       UPDATE bot.telegram_update SET handled_at = NULL, held_until = NULL, received_at = clock_timestamp(),
         payload = payload || '{"held": true}'
       WHERE chat_id = (SELECT telegram_id FROM bot.person WHERE user_id = $1) AND held_until > now()`,
      [userId, CONSENT_VERSION],
    );
  }

  /** Deletes the contents of the updates that waited for the consent. */
  async decline(tx: Transaction, userId: UserId): Promise<void> {
    await tx.query(
      `UPDATE bot.telegram_update SET payload = jsonb_build_object('update_id', update_id), held_until = NULL
       WHERE chat_id = (SELECT telegram_id FROM bot.person WHERE user_id = $1) AND held_until IS NOT NULL`,
      [userId],
    );
  }

  /**
   * Withdraws the person's consent, and deletes the contents of the updates that wait. The caller sends messages to the apps that own what
   * the person sent, and these apps delete it.
   */
  async withdraw(tx: Transaction, userId: UserId): Promise<void> {
    await tx.query(`UPDATE bot.consent SET withdrawn_at = now() WHERE user_id = $1 AND withdrawn_at IS NULL`, [userId]);
    await this.decline(tx, userId);
  }
}
