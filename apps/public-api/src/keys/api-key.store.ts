import { Injectable } from '@nestjs/common';
import type { KeepApiKey } from '@aisha/contracts/public-api';
import { Database, type Transaction } from '@aisha/database';
import { type ApiKeyId, MAX_API_KEYS, type UserId } from '@aisha/domain';
import type { Caller } from '../http/caller';

/** How often the last use of a key is recorded. */
const USED_EVERY = '1 minute';

/** Stores people’s keys as digests. */
@Injectable()
export class ApiKeyStore {
  constructor(private readonly database: Database) {}

  /** Adds a key. Resolves to false when the person has five keys already. */
  async keep(tx: Transaction, { keyId, userId, name, scopes, digest, ending }: KeepApiKey): Promise<boolean> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('api_key:' || $1, 0))`, [userId]);
    const kept = await tx.query<unknown[]>(
      `INSERT INTO api.api_key (id, user_id, name, scopes, digest, ending)
       SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM api.api_key WHERE user_id = $2) < $7
       RETURNING id`,
      [keyId, userId, name, [...new Set(scopes)], digest, ending, MAX_API_KEYS],
    );
    return kept.length > 0;
  }

  /**
   * Deletes a key, the webhooks that it added, to which a thief of the key would have the ends of later orders sent, and the answers that are
   * stored for repetitions of its requests. Of a webhook of an earlier release nobody knows which key added it, so it goes with the first
   * key that is revoked.
   */
  async revoke(tx: Transaction, userId: UserId, keyId: ApiKeyId): Promise<void> {
    await tx.query(`DELETE FROM api.api_key WHERE id = $1 AND user_id = $2`, [keyId, userId]);
    await tx.query(`DELETE FROM api.webhook WHERE user_id = $2 AND (key_id = $1 OR key_id IS NULL)`, [keyId, userId]);
    await tx.query(`DELETE FROM api.idempotent_answer WHERE key_id = $1 AND user_id = $2`, [keyId, userId]);
  }

  /** The caller whose key has this digest; null when there is none. Records the use of the key, at most once a minute. */
  async callerBy(digest: string): Promise<Caller | null> {
    const [found] = await this.database.read.query<(Caller & { isUseKnown: boolean })[]>(
      `SELECT id AS "keyId", user_id AS "userId", scopes,
              coalesce(last_used_at > now() - interval '${USED_EVERY}', false) AS "isUseKnown"
         FROM api.api_key WHERE digest = $1`,
      [digest],
    );
    if (!found) return null;
    const { isUseKnown, ...caller } = found;
    if (!isUseKnown) await this.used(caller.keyId);
    return caller;
  }

  private used(keyId: ApiKeyId): Promise<unknown> {
    return this.database.transaction((tx) =>
      tx.query(`UPDATE api.api_key SET last_used_at = now() WHERE id = $1`, [keyId]),
    );
  }
}
