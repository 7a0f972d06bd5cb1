import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import type { Transaction } from '@aisha/database';
import { languageOf, type CentiCredits, type Language, type TelegramId, type UserId } from '@aisha/domain';
import type { PictureChoices } from './picture-choices';
import type { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { consentOf } from '../consent/consent.store';
import type { Speaker } from '../conversation/flow';

/** A person as Telegram describes them. */
export interface TelegramUser {
  readonly telegramId: TelegramId;
  readonly firstName: string;
  readonly username: string | null;
  readonly languageCode: string | undefined;
}

/** A person as our row has them. */
export interface KnownPerson {
  readonly userId: UserId;
  readonly firstName: string;
  readonly username: string | null;
  readonly language: Language;
  /** They had blocked the bot. */
  readonly isAway: boolean;
  readonly consent: number | null;
}

/** Writer of bot.person. */
export class PersonStore {
  constructor(private readonly outbox: Outbox) {}

  /**
   * The person with a Telegram id. Registers a new person; billing then opens an account. A person who talks to the bot has not
   * blocked it. `known` is their row if the caller has locked it and updated `heard_at`.
   */
  async meet(tx: Transaction, user: TelegramUser, known: KnownPerson | null = null): Promise<Speaker> {
    if (!known || known.isAway) return this.welcome(tx, user);
    const { telegramId, firstName, username } = user;
    const { userId, language, consent } = known;
    if (firstName !== known.firstName || username !== known.username) {
      await tx.query(`UPDATE bot.person SET first_name = $2, username = $3 WHERE user_id = $1`, [
        userId,
        firstName,
        username,
      ]);
    }
    return { userId, telegramId, firstName, language, consent };
  }

  private async welcome(tx: Transaction, user: TelegramUser): Promise<Speaker> {
    // Locked: we see a refusal that is being recorded now, and a later one sees that the person is back.
    const [before] = (await tx.query(
      `SELECT blocked_at IS NOT NULL AS "wasAway" FROM bot.person WHERE telegram_id = $1 FOR NO KEY UPDATE`,
      [user.telegramId],
    )) as { wasAway: boolean }[];
    const [row] = (await tx.query(
      `INSERT INTO bot.person (user_id, telegram_id, first_name, username, language) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (telegram_id) DO UPDATE SET first_name = excluded.first_name, username = excluded.username, blocked_at = NULL,
         heard_at = clock_timestamp()
       RETURNING user_id AS "userId", language, user_id = $1 AS "isNew", ${consentOf('person.user_id')} AS consent`,
      [newId(), user.telegramId, user.firstName, user.username, languageOf(user.languageCode)],
    )) as [{ userId: UserId; language: Language; isNew: boolean; consent: number | null }];
    if (before?.wasAway) await this.bringResults(tx, user.telegramId);
    if (row.isNew) await this.outbox.add(tx, message(billingInbox, 'open-account', { userId: row.userId }));
    return {
      userId: row.userId,
      telegramId: user.telegramId,
      firstName: user.firstName,
      language: row.language,
      consent: row.consent,
    };
  }

  /** Who asks in a group. Null for a person we do not know, and for one who has blocked the bot. */
  async present(tx: Transaction, telegramId: TelegramId): Promise<Speaker | null> {
    const [row] = (await tx.query(
      `SELECT user_id AS "userId" FROM bot.person WHERE telegram_id = $1 AND blocked_at IS NULL`,
      [telegramId],
    )) as { userId: UserId }[];
    return row ? this.speaker(tx, row.userId) : null;
  }

  /** Null for a person we do not know. */
  async speaker(tx: Transaction, userId: UserId): Promise<Speaker | null> {
    const [row] = (await tx.query(
      `SELECT user_id AS "userId", telegram_id::float8 AS "telegramId", first_name AS "firstName", language,
         ${consentOf('person.user_id')} AS consent
       FROM bot.person WHERE user_id = $1`,
      [userId],
    )) as Speaker[];
    return row ?? null;
  }

  async speaks(tx: Transaction, userId: UserId, language: Language): Promise<void> {
    await tx.query(`UPDATE bot.person SET language = $2 WHERE user_id = $1`, [userId, language]);
  }

  async livesIn(tx: Transaction, userId: UserId, timeZone: string): Promise<void> {
    await tx.query(`UPDATE bot.person SET time_zone = $2 WHERE user_id = $1`, [userId, timeZone]);
  }

  /** The names and terms that help to hear their recordings right, instead of the earlier ones. */
  async knowsWords(tx: Transaction, userId: UserId, words: readonly string[]): Promise<void> {
    await tx.query(`UPDATE bot.person SET words = $2 WHERE user_id = $1`, [userId, words]);
  }

  /** Lets the person pay without a question for a recording of a group. */
  async paysInGroups(tx: Transaction, userId: UserId, limit: CentiCredits | null): Promise<void> {
    await tx.query(`UPDATE bot.person SET group_voice_limit = $2 WHERE user_id = $1`, [userId, limit]);
  }

  /** Notes the choices that the next offer of pictures begins with; a choice that is not named stays. */
  async remembers(tx: Transaction, userId: UserId, choices: PictureChoices): Promise<void> {
    const { avatarId, aspectRatio, pictureCount, quality, enhance } = choices;
    await tx.query(
      `UPDATE bot.person SET last_avatar_id = coalesce($2, last_avatar_id), last_aspect_ratio = coalesce($3, last_aspect_ratio),
         last_picture_count = coalesce($4, last_picture_count), last_without_avatar = coalesce($5, last_without_avatar),
         last_quality = coalesce($6, last_quality), last_enhance = coalesce($7, last_enhance)
       WHERE user_id = $1`,
      [
        userId,
        avatarId ?? null,
        aspectRatio ?? null,
        pictureCount ?? null,
        avatarId === undefined ? null : avatarId === null,
        quality ?? null,
        enhance ?? null,
      ],
    );
  }

  /** Whether the person has acted since, so that an older refusal no longer counts. Locks them out until the transaction ends. */
  async wasHeardSince(tx: Transaction, telegramId: TelegramId, at: Date): Promise<boolean> {
    const [row] = (await tx.query(
      `SELECT heard_at >= $2 AS "wasHeard" FROM bot.person WHERE telegram_id = $1 FOR NO KEY UPDATE`,
      [telegramId, at],
    )) as { wasHeard: boolean }[];
    return row?.wasHeard ?? false;
  }

  /** Sends nothing to them from now on. Of the waiting deliveries, results wait for their return. */
  async hasBlockedUs(tx: Transaction, telegramId: TelegramId): Promise<void> {
    await tx.query(`UPDATE bot.person SET blocked_at = now() WHERE telegram_id = $1 AND blocked_at IS NULL`, [
      telegramId,
    ]);
    await tx.query(
      `UPDATE bot.delivery SET status = 'dropped', error = 'bot-blocked', waits_for = CASE WHEN class = 'result' THEN 'return' END
       WHERE chat_id = $1 AND status = 'pending'`,
      [telegramId],
    );
  }

  async hasUnblockedUs(tx: Transaction, telegramId: TelegramId): Promise<void> {
    await tx.query(`UPDATE bot.person SET blocked_at = NULL, heard_at = clock_timestamp() WHERE telegram_id = $1`, [
      telegramId,
    ]);
    await this.bringResults(tx, telegramId);
  }

  /** Sends the paid results that could not be shown, as long as the deliveries are kept. */
  private async bringResults(tx: Transaction, telegramId: TelegramId): Promise<void> {
    await tx.query(
      `UPDATE bot.delivery SET status = 'pending', waits_for = NULL, error = NULL, attempts = 0, not_before = now()
       WHERE chat_id = $1 AND status = 'dropped' AND waits_for = 'return'`,
      [telegramId],
    );
  }
}
