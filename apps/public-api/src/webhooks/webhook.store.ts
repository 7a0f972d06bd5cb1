import { Injectable } from '@nestjs/common';
import { afterCommit, Database, type Transaction } from '@aisha/database';
import { Webhook } from '@aisha/database/api';
import {
  type ApiKeyId,
  type OrderId,
  RETENTION_MS,
  type UploadedFileId,
  type UserId,
  type WebhookId,
} from '@aisha/domain';
import { BOTH_SECRETS_MS, FAILS_MS, MAX_WEBHOOKS } from '../http/terms';

/**
 * SQL: whether the message $2 still waits for the end of the attempt $3. A process that came to a stop for longer than its lease has lost the
 * message: another one may have sent it since, or sends it now.
 */
const IS_UNDER_WAY = `EXISTS (SELECT FROM api.webhook_delivery WHERE id = $2 AND attempts = $3 AND delivered_at IS NULL AND gave_up_at IS NULL)`;

/** The person whose webhooks get a message, and the order or file that the message is about. */
export type Told =
  | { readonly userId: UserId; readonly orderId: OrderId; readonly fileId?: undefined }
  | { readonly userId: UserId; readonly fileId: UploadedFileId; readonly orderId?: undefined };

/** The content of a message: ids and figures, without texts of the person. */
export interface WebhookEvent {
  readonly type: string;
  readonly at: Date;
  readonly data: Readonly<Record<string, string | number | null>>;
}

/** A message that this process is sending. */
export interface DueMessage {
  readonly id: string;
  readonly webhookId: WebhookId;
  readonly userId: UserId;
  readonly url: string;
  /** The file that the message is about; null when it is about an order. */
  readonly fileId: UploadedFileId | null;
  readonly body: string;
  /** The secrets to sign with, the newest first. */
  readonly secrets: readonly string[];
  /** How often the message has been sent, this attempt included. */
  readonly attempts: number;
}

/** Stores people’s webhooks and the messages for them. */
@Injectable()
export class WebhookStore {
  private due = (): void => undefined;

  constructor(private readonly database: Database) {}

  /** Calls back after each commit of this process by which messages become due. */
  onDue(due: () => void): void {
    this.due = due;
  }

  of(userId: UserId): Promise<Webhook[]> {
    return this.database.read.find(Webhook, { where: { userId }, order: { id: 'ASC' } });
  }

  /**
   * Adds a webhook of a key. The key is locked, so a revocation waits for the end of this transaction, and then finds the webhook. Resolves
   * to `revoked` if the key was revoked since its request came, and to `full` if the person has five webhooks already.
   */
  async add(
    tx: Transaction,
    {
      id,
      userId,
      url,
      secret,
      keyId,
    }: Pick<Webhook, 'id' | 'userId' | 'url' | 'secret'> & { readonly keyId: ApiKeyId },
  ): Promise<'added' | 'revoked' | 'full'> {
    const keys = await tx.query<unknown[]>(`SELECT FROM api.api_key WHERE id = $1 AND user_id = $2 FOR KEY SHARE`, [
      keyId,
      userId,
    ]);
    if (keys.length === 0) return 'revoked';
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('webhook:' || $1, 0))`, [userId]);
    const added = await tx.query<unknown[]>(
      `INSERT INTO api.webhook (id, user_id, url, secret, key_id) SELECT $1, $2, $3, $4, $6
        WHERE (SELECT count(*) FROM api.webhook WHERE user_id = $2) < $5 RETURNING id`,
      [id, userId, url, secret, MAX_WEBHOOKS, keyId],
    );
    return added.length > 0 ? 'added' : 'full';
  }

  /** Deletes a webhook and its messages. False when the person has no such webhook. */
  async remove(tx: Transaction, userId: UserId, id: WebhookId): Promise<boolean> {
    const [, removed] = await tx.query<[unknown, number]>(`DELETE FROM api.webhook WHERE id = $1 AND user_id = $2`, [
      id,
      userId,
    ]);
    return removed > 0;
  }

  /**
   * Gives a webhook a new secret; the old one also signs for a day, in which the webhook gets no further secret: the old one would sign no
   * more.
   */
  async rotate(
    tx: Transaction,
    userId: UserId,
    id: WebhookId,
    secret: string,
  ): Promise<'rotated' | 'just-rotated' | 'missing'> {
    const [, rotated] = await tx.query<[unknown, number]>(
      `UPDATE api.webhook SET previous_secret = secret, previous_until = now() + interval '${BOTH_SECRETS_MS} ms', secret = $3
        WHERE id = $1 AND user_id = $2 AND coalesce(previous_until <= now(), true)`,
      [id, userId, secret],
    );
    if (rotated > 0) return 'rotated';
    const found = await tx.query<unknown[]>(`SELECT FROM api.webhook WHERE id = $1 AND user_id = $2`, [id, userId]);
    return found.length > 0 ? 'just-rotated' : 'missing';
  }

  /** Resumes a webhook, and makes its waiting messages due at once. False when the person has no such webhook. */
  async resume(tx: Transaction, userId: UserId, id: WebhookId): Promise<boolean> {
    const [, resumed] = await tx.query<[unknown, number]>(
      `UPDATE api.webhook SET paused_at = NULL, failing_since = NULL WHERE id = $1 AND user_id = $2`,
      [id, userId],
    );
    await tx.query(
      `UPDATE api.webhook_delivery SET next_at = now(), attempts = 0
        WHERE webhook_id = $1 AND user_id = $2 AND delivered_at IS NULL AND gave_up_at IS NULL`,
      [id, userId],
    );
    if (resumed > 0) afterCommit(tx, () => this.due());
    return resumed > 0;
  }

  /**
   * Adds a message for each webhook of the person. However often this is called, each webhook gets one message about an order or a file.
   */
  async tell(tx: Transaction, { userId, orderId, fileId }: Told, { type, at, data }: WebhookEvent): Promise<void> {
    const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
    const told = await tx.query<unknown[]>(
      `INSERT INTO api.webhook_delivery (id, webhook_id, user_id, order_id, file_id, body)
       SELECT gen_random_uuid(), id, user_id, $2, $3, $4 FROM api.webhook WHERE user_id = $1
       ON CONFLICT DO NOTHING RETURNING id`,
      [userId, orderId ?? null, fileId ?? null, body],
    );
    if (told.length > 0) afterCommit(tx, () => this.due());
  }

  /**
   * Leases at most `limit` due messages of webhooks that are not paused: one for each webhook, so that a slow endpoint delays only its own
   * messages. A message whose lease has run out is due again, because the process with that lease has died.
   */
  lease(limit: number, leaseSeconds: number): Promise<DueMessage[]> {
    return this.database.write<DueMessage>(
      `WITH first AS (
         SELECT DISTINCT ON (webhook_id) id FROM api.webhook_delivery AS due
          WHERE delivered_at IS NULL AND gave_up_at IS NULL AND next_at <= now() AND (lease_until IS NULL OR lease_until < now())
            AND EXISTS (SELECT FROM api.webhook w WHERE w.id = due.webhook_id AND w.paused_at IS NULL)
            AND NOT EXISTS (SELECT FROM api.webhook_delivery busy WHERE busy.webhook_id = due.webhook_id
                               AND busy.delivered_at IS NULL AND busy.gave_up_at IS NULL AND busy.lease_until > now())
          ORDER BY webhook_id, next_at, id),
       free AS (
         SELECT id FROM api.webhook_delivery WHERE id IN (SELECT id FROM first)
            AND delivered_at IS NULL AND (lease_until IS NULL OR lease_until < now())
          ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       UPDATE api.webhook_delivery AS d
          SET lease_until = now() + make_interval(secs => $2), attempts = attempts + 1
         FROM free, api.webhook AS w WHERE d.id = free.id AND w.id = d.webhook_id
       RETURNING d.id, d.webhook_id AS "webhookId", d.user_id AS "userId", w.url,
         d.file_id AS "fileId", d.body, d.attempts,
         CASE WHEN w.previous_until > now() THEN ARRAY[w.secret, w.previous_secret] ELSE ARRAY[w.secret] END AS secrets`,
      [limit, leaseSeconds],
    );
  }

  async delivered(tx: Transaction, { id, webhookId }: DueMessage): Promise<void> {
    // The webhook comes before its messages, as in every transaction that locks both.
    await tx.query(`UPDATE api.webhook SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL`, [
      webhookId,
    ]);
    await tx.query(`UPDATE api.webhook_delivery SET delivered_at = now(), lease_until = NULL WHERE id = $1`, [id]);
  }

  /**
   * Postpones a message that failed, or gives it up when there is no further attempt. Pauses the webhook when it has failed for a day, or
   * at once when the endpoint says that it is gone. Resolves to whether this call has paused it. Changes nothing for a message that this
   * process has lost.
   */
  async failed(
    tx: Transaction,
    due: DueMessage,
    { inSeconds, isGone }: { readonly inSeconds: number | null; readonly isGone: boolean },
  ): Promise<boolean> {
    const { id, webhookId, attempts } = due;
    const [, failing] = await tx.query<[unknown, number]>(
      `UPDATE api.webhook SET failing_since = coalesce(failing_since, now()) WHERE id = $1 AND ${IS_UNDER_WAY}`,
      [webhookId, id, attempts],
    );
    if (failing === 0) return false;
    const [, paused] = await tx.query<[unknown, number]>(
      `UPDATE api.webhook SET paused_at = now()
        WHERE id = $1 AND paused_at IS NULL AND ($2 OR failing_since < now() - interval '${FAILS_MS} ms')`,
      [webhookId, isGone],
    );
    // A message of a paused webhook is not given up, even after its last attempt: it is sent again when the webhook is resumed.
    await tx.query(
      `UPDATE api.webhook_delivery SET lease_until = NULL,
              next_at = now() + make_interval(secs => coalesce($2::int, 0)),
              gave_up_at = CASE WHEN $2::int IS NULL AND (SELECT paused_at IS NULL FROM api.webhook WHERE id = webhook_id) THEN now() END
        WHERE id = $1`,
      [id, inSeconds],
    );
    if (inSeconds === null && paused === 0) await this.failsNoMoreBy(tx, due);
    return paused > 0;
  }

  /**
   * Gives up a message about a file that the endpoint does not want. This is no failure of the webhook. Changes nothing for a message that
   * this process has lost.
   */
  async unwanted(tx: Transaction, due: DueMessage): Promise<void> {
    const { id, webhookId, attempts } = due;
    const held = await tx.query<unknown[]>(
      `SELECT FROM api.webhook WHERE id = $1 AND ${IS_UNDER_WAY} FOR NO KEY UPDATE`,
      [webhookId, id, attempts],
    );
    if (held.length === 0) return;
    await this.failsNoMoreBy(tx, due);
    await tx.query(`UPDATE api.webhook_delivery SET gave_up_at = now(), lease_until = NULL WHERE id = $1`, [id]);
  }

  /**
   * Ends the time for which the webhook has failed, when no message but this one is tried again: it would count on until a message is
   * taken, and the next short failure would pause the webhook.
   */
  private async failsNoMoreBy(tx: Transaction, { id, webhookId }: DueMessage): Promise<void> {
    await tx.query(
      `UPDATE api.webhook SET failing_since = NULL
        WHERE id = $1 AND failing_since IS NOT NULL AND paused_at IS NULL AND NOT EXISTS (
          SELECT FROM api.webhook_delivery other WHERE other.webhook_id = $1 AND other.id <> $2 AND attempts > 0
             AND delivered_at IS NULL AND gave_up_at IS NULL)`,
      [webhookId, id],
    );
  }

  /** Removes messages that have been kept for as long as /privacy says. */
  async forget(): Promise<void> {
    await this.database.transaction((tx) =>
      tx.query(`DELETE FROM api.webhook_delivery WHERE created_at < now() - $1 * interval '1 ms'`, [
        RETENTION_MS.webhookMessage,
      ]),
    );
  }
}
