import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import type { Erasure } from '@aisha/database/bot';
import { PersonRowsStore } from '@aisha/database/people';
import { CHARGED_STATES, type AvatarId, type Language, type TelegramId, type UserId } from '@aisha/domain';
import { write } from '../../engine/conversation';
import { SCREEN } from '../../engine/deliveries/deliveries';
import { PastGuestStore } from '../../engine/people/past-guest.store';

/** The request to delete everything about a person. */
export interface AskedErasure {
  readonly id: string;
  readonly askedBy: 'person' | 'operator';
  readonly forfeits: boolean;
}

/** An erasure under way, as `Erasures` reads it. */
export type OpenErasure = Pick<
  Erasure,
  'id' | 'userId' | 'stage' | 'forfeits' | 'avatarIds' | 'round' | 'rows' | 'files'
> & {
  /** The names under which apps have answered in this round. */
  readonly answers: readonly string[];
  readonly isFinished: boolean;
};

/** The person of an erasure, as long as their row is stored: until the report has been sent. */
export interface ErasedPerson {
  readonly telegramId: TelegramId;
  readonly language: Language;
  readonly timeZone: string | null;
  readonly isAway: boolean;
}

/**
 * The tables whose rows about the person stay until the report has been sent: the report itself and its receiver, the person's shard, the
 * card, and the chat's queue.
 */
const UNTIL_THE_REPORT = ['bot.person', 'bot.delivery', 'bot.chat_queue', 'bot.card', 'bot.person_shard'];

/** The states of a subscription in which Telegram may still take a payment. */
const CHARGED = `(${CHARGED_STATES.map((state) => `'${state}'`).join(', ')})`;
/** The longest time that an erasure waits for billing to learn that a subscription is stopped, which usually takes seconds. */
const BILLING_HAS = `interval '1 hour'`;

/** While a payment that bought nothing or is not confirmed is younger than this, an erasure waits for an operator to decide about it. */
const OPERATOR_DECIDES = `interval '14 days'`;

/**
 * SQL: whether Telegram is still to be asked about a subscription, by a message of ours or of billing's. While Telegram is away the job asks
 * for about a day, and needs the person's row for that; then an operator decides about it.
 */
const IS_TELEGRAM_ASKED = `SELECT FROM bot.erasure JOIN (
             SELECT id, payload FROM bot.outbox_to_bot UNION ALL SELECT id, payload FROM billing.outbox_to_bot) asked
             ON payload->>'userId' = $1::text AND payload ? 'firstChargeId' AND payload ? 'isCancelled'
           WHERE user_id = $1 AND asked_at > now() - ${OPERATOR_DECIDES}
             AND NOT EXISTS (SELECT FROM bot.handled WHERE message_id = asked.id::text)
         UNION ALL SELECT FROM bot.dead_letter WHERE job = 'edit-subscription' AND payload->>'userId' = $1::text
           AND resolved IS NULL AND died_at > now() - ${OPERATOR_DECIDES}`;

/** The key of the delivery that reports an erasure. */
export const reportKey = (erasureId: string): string => `erasure-report:${erasureId}`;

/**
 * Records, once, that everything about a person is to be deleted. It also records the ids of the person's avatars, including deleted ones,
 * because rows of other apps know the person only by these ids.
 */
const begin = (tx: Transaction, userId: UserId, { id, askedBy, forfeits }: AskedErasure): Promise<unknown> =>
  tx.query(
    `INSERT INTO bot.erasure (id, user_id, asked_by, forfeits, avatar_ids)
     SELECT $1, $2, $3, $4, coalesce((SELECT array_agg(id) FROM trainer.avatar WHERE user_id = $2), '{}')
     ON CONFLICT DO NOTHING`,
    [id, userId, askedBy, forfeits],
  );

/** Records that everything about the person of a conversation is to be deleted. */
export const recordsErasure = write('begins-erasure', begin);

/** Writes bot.erasure, and deletes the gateway's own rows of a person. */
@Injectable()
export class ErasureStore {
  private readonly rows: PersonRowsStore;

  constructor(
    private readonly database: Database,
    private readonly pastGuests: PastGuestStore,
  ) {
    this.rows = new PersonRowsStore(database, 'bot');
  }

  readonly begin = begin;

  /** The erasures under way, and the finished ones whose next round is due. */
  async open(limit: number): Promise<OpenErasure[]> {
    return this.database.read.query(
      `SELECT id, user_id AS "userId", stage, forfeits, avatar_ids AS "avatarIds", round, rows, files,
         ARRAY (SELECT jsonb_object_keys(answers)) AS answers, finished_at IS NOT NULL AS "isFinished"
       FROM bot.erasure WHERE finished_at IS NULL OR look_at <= now() ORDER BY asked_at LIMIT $1`,
      [limit],
    );
  }

  /** Locks an erasure and returns how far it is; undefined for an unknown erasure. */
  async lock(tx: Transaction, id: string): Promise<OpenErasure | undefined> {
    const [found] = await tx.query<OpenErasure[]>(
      `SELECT id, user_id AS "userId", stage, forfeits, avatar_ids AS "avatarIds", round, rows, files,
         ARRAY (SELECT jsonb_object_keys(answers)) AS answers, finished_at IS NOT NULL AS "isFinished"
       FROM bot.erasure WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return found;
  }

  /**
   * Whether the erasure still has to wait: for an order under way, for held credits, for money on its way in or back, or for Telegram to
   * stop a subscription. It waits for an operator to decide about a payment that has bought nothing or that nobody has confirmed, because
   * after the erasure neither credits nor money could be given to the person. After two weeks it no longer waits for such a payment: an
   * operator may have decided to give nothing for it, and an erasure must end within a month.
   */
  async hasOpenOrders(tx: Transaction, userId: UserId, tables: readonly string[]): Promise<boolean> {
    const orders = tables.map((table) => `SELECT FROM ${table} WHERE user_id = $1 AND finished_at IS NULL`);
    const [row] = await tx.query<[{ isOpen: boolean }]>(
      `SELECT EXISTS (SELECT FROM billing.credit_hold WHERE user_id = $1 AND status = 'open'
         UNION ALL SELECT FROM billing.account WHERE user_id = $1 AND held > 0
         UNION ALL SELECT FROM billing.subscription JOIN bot.erasure USING (user_id)
           WHERE user_id = $1 AND state IN ${CHARGED} AND finished_at IS NULL AND asked_at > now() - ${BILLING_HAS}
         UNION ALL ${IS_TELEGRAM_ASKED}
         UNION ALL SELECT FROM billing.purchase_return WHERE user_id = $1 AND state = 'open'
         UNION ALL SELECT FROM bot.star_transaction paid WHERE user_id = $1 AND kind = 'payment'
           AND NOT EXISTS (SELECT FROM billing.purchase WHERE telegram_payment_charge_id = paid.charge_id)
           AND NOT EXISTS (SELECT FROM bot.star_transaction back WHERE back.charge_id = paid.charge_id AND back.kind = 'refund')
           AND NOT EXISTS (SELECT FROM billing.purchase_return gone WHERE gone.telegram_payment_charge_id = paid.charge_id AND gone.state = 'returned')
           AND created_at > now() - ${OPERATOR_DECIDES}
         UNION ALL SELECT FROM bot.star_transaction WHERE forwarded_at IS NULL AND created_at > now() - ${OPERATOR_DECIDES}
           AND telegram_id = (SELECT telegram_id FROM bot.person WHERE person.user_id = $1) UNION ALL ${orders.join(' UNION ALL ')}) AS "isOpen"`,
      [userId],
    );
    return row.isOpen;
  }

  /** The subscriptions for which Telegram may still charge. */
  async plansOf(
    tx: Transaction,
    userId: UserId,
  ): Promise<{ readonly firstChargeId: string; readonly planId: string }[]> {
    return tx.query(
      `SELECT first_charge_id AS "firstChargeId", plan_id AS "planId" FROM billing.subscription WHERE user_id = $1 AND state IN ${CHARGED}`,
      [userId],
    );
  }

  /** Adds the avatars that the person has made since the erasure began, and resolves to the ids of all of them. */
  async renameAvatars(tx: Transaction, id: string): Promise<AvatarId[]> {
    const [[row]] = await tx.query<[[{ avatarIds: AvatarId[] }], number]>(
      `UPDATE bot.erasure SET avatar_ids = ARRAY (
         SELECT unnest(avatar_ids) UNION SELECT avatar.id FROM trainer.avatar WHERE avatar.user_id = erasure.user_id)
       WHERE id = $1 RETURNING avatar_ids AS "avatarIds"`,
      [id],
    );
    return row.avatarIds;
  }

  async goOn(tx: Transaction, id: string, stage: Erasure['stage']): Promise<void> {
    await tx.query(`UPDATE bot.erasure SET stage = $2 WHERE id = $1`, [id, stage]);
  }

  /** Counts the answer of an app in a round, once. An answer of an earlier round does not count. */
  async answered(
    tx: Transaction,
    { id, by, round, rows, files }: { id: string; by: string; round: number; rows: number; files: number },
  ): Promise<void> {
    await tx.query(
      `UPDATE bot.erasure SET answers = answers || jsonb_build_object($2::text, true), rows = rows + $4, files = files + $5
       WHERE id = $1 AND round = $3 AND NOT answers ? $2`,
      [id, by, round, rows, files],
    );
  }

  async personOf(tx: Transaction, userId: UserId): Promise<ErasedPerson | undefined> {
    const [found] = await tx.query<ErasedPerson[]>(
      `SELECT telegram_id::float8 AS "telegramId", language, time_zone AS "timeZone", blocked_at IS NOT NULL AS "isAway"
       FROM bot.person WHERE user_id = $1 FOR UPDATE`,
      [userId],
    );
    return found;
  }

  /**
   * Deletes what the gateway has about the person, except the rows that the report needs. With `isLast` deletes those rows, too, and
   * remembers the past guest. Resolves to how many rows it deleted.
   */
  async forgetOwn(
    tx: Transaction,
    { userId, avatarIds }: Pick<OpenErasure, 'userId' | 'avatarIds'>,
    telegramId: TelegramId | undefined,
    isLast: boolean,
  ): Promise<number> {
    if (!isLast) await this.forgetName(tx, userId);
    if (isLast && telegramId !== undefined) await this.pastGuests.remember(tx, telegramId);
    // Before the report the person's waiting deliveries are deleted: they would be sent after it. The gateway's own waiting messages could
    // write the person's words back.
    if (!isLast)
      await tx.query(`DELETE FROM bot.delivery WHERE user_id = $1 AND card_key IS DISTINCT FROM 'erasure:' || $1`, [
        userId,
      ]);
    return this.rows.forget(tx, { userId, avatarIds, telegramId }, isLast ? [] : UNTIL_THE_REPORT);
  }

  /**
   * Deletes the stored words of messages to friends that may contain the person's name. A friend is who asked the person for a permission to
   * draw them, or was asked by the person. The name is not looked for in the words, because it is escaped there. Rows that show a file or
   * deliver a result stay: the bot needs them to delete these messages within two days. The chats themselves belong to Telegram.
   */
  private async forgetName(tx: Transaction, userId: UserId): Promise<void> {
    await tx.query(
      `DELETE FROM bot.delivery d WHERE d.user_id <> $1 AND d.user_id IN (
         SELECT unnest(ARRAY[asker_id, giver_id]) FROM bot.drawing_permission WHERE asker_id = $1 OR giver_id = $1)
       AND d.status IN ('sent', 'dropped') AND d.class IN ('answer', 'callback') AND (d.card_key IS NULL OR d.card_key = $2)
       AND d.content->>'kind' IN ('message', 'edit', 'answer') AND d.content->>'photo' IS NULL`,
      [userId, SCREEN],
    );
  }

  /** Whether the report needs no more waiting: it has reached its person, or never will. */
  async isReported(tx: Transaction, userId: UserId, erasureId: string): Promise<boolean> {
    const [row] = await tx.query<[{ waits: boolean }]>(
      `SELECT EXISTS (SELECT FROM bot.delivery WHERE user_id = $1 AND card_key = 'once:' || $2 AND status IN ('pending', 'sending')) AS waits`,
      [userId, reportKey(erasureId)],
    );
    return !row.waits;
  }

  /**
   * Ends a round. The next round begins after `nextInMs` milliseconds. Null means that no round follows; then the ids of the avatars are
   * deleted, too.
   */
  async finish(tx: Transaction, id: string, nextInMs: number | null): Promise<void> {
    await tx.query(
      `UPDATE bot.erasure SET stage = 'over', finished_at = coalesce(finished_at, now()),
         look_at = now() + $2::float8 * interval '1 ms', avatar_ids = CASE WHEN $2::float8 IS NULL THEN '{}' ELSE avatar_ids END
       WHERE id = $1`,
      [id, nextInMs],
    );
  }

  /** Begins the next round, which counts answers anew. */
  async lookAgain(tx: Transaction, id: string): Promise<void> {
    await tx.query(
      `UPDATE bot.erasure SET round = round + 1, answers = '{}', stage = 'apps', look_at = now() + interval '1 day' WHERE id = $1`,
      [id],
    );
  }
}
