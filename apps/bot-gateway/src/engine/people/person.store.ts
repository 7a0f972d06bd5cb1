import { Injectable, Optional } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { languageOf, TELEGRAM_SUBSCRIPTION_STATES, type Language, type TelegramId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { Accounts } from './accounts';
import { consentOf } from './consent.store';
import { bannedUntil } from './banned-until';
import { PastGuestStore } from './past-guest.store';
import type { Speaker } from './speaker';

/**
 * The SQL that makes deliveries due again that have waited for their person or for an operator. Their age begins anew, because it says for
 * how long an absent storage or Telegram may have kept them back.
 */
export const DUE_AGAIN = `status = 'pending', error = NULL, attempts = 0, not_before = now(),
  content = content || jsonb_build_object('dueAgainAt', now())`;

/** A person as Telegram describes them. */
export interface TelegramUser {
  readonly telegramId: TelegramId;
  readonly firstName: string;
  readonly username: string | null;
  readonly languageCode: string | undefined;
}

/** What an update says of a person's subscription. */
interface ToldSubscription {
  readonly from: TelegramUser;
  readonly planId: string;
  readonly state: keyof typeof TELEGRAM_SUBSCRIPTION_STATES;
  readonly updateId: number;
}

/** A person as the table has them. */
export interface KnownPerson {
  readonly userId: UserId;
  readonly firstName: string;
  readonly username: string | null;
  readonly language: Language;
  /** Whether the person has blocked the bot. */
  readonly isAway: boolean;
  /** Until when the person is banned; null when they are not. */
  readonly ban: string | null;
  readonly consent: number | null;
  /** Whether the person had everything deleted before. */
  readonly isReturning: boolean;
}

/** The only writer of bot.person. */
@Injectable()
export class PersonStore {
  constructor(
    private readonly accounts: Accounts,
    @Optional() private readonly pastGuests?: PastGuestStore,
  ) {}

  /**
   * Returns the person with a Telegram id. A new person is registered and gets an account. A person who talks to the bot no
   * longer blocks it. `known` is the person's row if the caller has locked it and updated `heard_at`.
   */
  async meet(tx: Transaction, user: TelegramUser, known: KnownPerson | null = null): Promise<Speaker> {
    if (!known || known.isAway) return this.welcome(tx, user);
    const { telegramId, firstName, username } = user;
    const { userId, language, consent, ban, isReturning } = known;
    if (firstName !== known.firstName || username !== known.username) {
      await tx.query(`UPDATE bot.person SET first_name = $2, username = $3 WHERE user_id = $1`, [
        userId,
        firstName,
        username,
      ]);
    }
    return { userId, telegramId, firstName, language, consent, ban, isReturning };
  }

  private async welcome(tx: Transaction, user: TelegramUser): Promise<Speaker> {
    // Because of the lock, this statement and the recording of a refusal wait for each other: either we see the refusal, or the transaction
    // that records it sees that the person is back.
    const [before] = (await tx.query(
      `SELECT blocked_at IS NOT NULL AS "wasAway" FROM bot.person WHERE telegram_id = $1 FOR NO KEY UPDATE`,
      [user.telegramId],
    )) as { wasAway: boolean }[];
    const [row] = (await tx.query(
      `INSERT INTO bot.person (user_id, telegram_id, first_name, username, language) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (telegram_id) DO UPDATE SET first_name = excluded.first_name, username = excluded.username, blocked_at = NULL,
         heard_at = clock_timestamp()
       RETURNING user_id AS "userId", language, user_id = $1 AS "isNew", is_returning AS "isReturning", ${consentOf('person.user_id')} AS consent, ${bannedUntil('person')} AS ban`,
      [newId(), user.telegramId, user.firstName, user.username, languageOf(user.languageCode)],
    )) as [Pick<KnownPerson, 'userId' | 'language' | 'consent' | 'ban' | 'isReturning'> & { readonly isNew: boolean }];
    if (before?.wasAway) await this.bringResults(tx, user.telegramId);
    const guest = row.isNew ? await this.pastGuests?.find(tx, user.telegramId) : undefined;
    if (row.isNew) {
      if (guest?.ban) await this.ban(tx, row.userId, guest.ban);
      if (guest) await tx.query(`UPDATE bot.person SET is_returning = true WHERE user_id = $1`, [row.userId]);
      await this.accounts.open(tx, { userId: row.userId, ...(guest && { isReturning: true }) });
    }
    return {
      userId: row.userId,
      telegramId: user.telegramId,
      firstName: user.firstName,
      language: row.language,
      consent: row.consent,
      ban: guest?.ban ?? row.ban,
      isReturning: row.isReturning || guest !== undefined,
      ...(row.isNew && !guest && { isNew: true }),
    };
  }

  /**
   * Passes on that the next payment of the person's subscription comes, does not come, or has failed. This comes from Telegram and not
   * from the person, so it does not bring back a person who had everything deleted, nor one who has blocked the bot.
   */
  async hasChangedSubscription(tx: Transaction, { from, planId, state, updateId }: ToldSubscription): Promise<void> {
    const [known] = await tx.query<{ userId: UserId }[]>(
      `SELECT user_id AS "userId" FROM bot.person WHERE telegram_id = $1`,
      [from.telegramId],
    );
    if (!known) return;
    const { userId } = known;
    const told = { userId, planId, state: TELEGRAM_SUBSCRIPTION_STATES[state], updateId };
    await this.accounts.changeSubscription(tx, told);
  }

  /** Returns the person who asks in a group. Null for a person we do not know, who has blocked the bot, or who is banned. */
  async present(tx: Transaction, telegramId: TelegramId): Promise<Speaker | null> {
    const [row] = (await tx.query(
      `SELECT user_id AS "userId" FROM bot.person WHERE telegram_id = $1 AND blocked_at IS NULL AND ${bannedUntil('person')} IS NULL`,
      [telegramId],
    )) as { userId: UserId }[];
    return row ? this.speaker(tx, row.userId) : null;
  }

  /** Returns a person; null for a person we do not know. */
  async speaker(tx: Transaction, userId: UserId): Promise<Speaker | null> {
    const [row] = (await tx.query(
      `SELECT user_id AS "userId", telegram_id::float8 AS "telegramId", first_name AS "firstName", language,
         ${consentOf('person.user_id')} AS consent, ${bannedUntil('person')} AS ban, is_returning AS "isReturning"
       FROM bot.person WHERE user_id = $1`,
      [userId],
    )) as Speaker[];
    return row ?? null;
  }

  /** Bans the person until a moment (`infinity`: without an end), or ends the ban (null). Resolves to false for a person we do not know. */
  async ban(tx: Transaction, userId: UserId, until: string | null): Promise<boolean> {
    const [banned] = await tx.query<[unknown[], number]>(
      `UPDATE bot.person SET banned_until = $2 WHERE user_id = $1 RETURNING user_id`,
      [userId, until],
    );
    return banned.length > 0;
  }

  async speaks(tx: Transaction, userId: UserId, language: Language): Promise<void> {
    await tx.query(`UPDATE bot.person SET language = $2 WHERE user_id = $1`, [userId, language]);
  }

  /**
   * Whether the person has acted since that moment, so that an older refusal no longer counts. Locks the person's row until the transaction
   * ends.
   */
  async wasHeardSince(tx: Transaction, telegramId: TelegramId, at: Date): Promise<boolean> {
    const [row] = (await tx.query(
      `SELECT heard_at >= $2 AS "wasHeard" FROM bot.person WHERE telegram_id = $1 FOR NO KEY UPDATE`,
      [telegramId, at],
    )) as { wasHeard: boolean }[];
    return row?.wasHeard ?? false;
  }

  /** Stops sending to a person who has blocked the bot. Of the waiting deliveries only results are kept, for the person's return. */
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

  /** Queues the paid results that could not be shown and whose deliveries are still kept. */
  private async bringResults(tx: Transaction, telegramId: TelegramId): Promise<void> {
    await tx.query(
      `UPDATE bot.delivery SET ${DUE_AGAIN}, waits_for = NULL
       WHERE chat_id = $1 AND status = 'dropped' AND waits_for = 'return'`,
      [telegramId],
    );
  }
}
