import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { IdempotentAnswer } from '@aisha/database/api';
import { RETENTION_MS } from '@aisha/domain';
import type { Caller } from '../http/caller';

export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** A request that its caller may repeat. */
export interface Repeatable {
  /** The header Idempotency-Key. */
  readonly name: string;
  /** The digest of method, path and body. */
  readonly request: string;
}

/** Stores answers under the Idempotency-Key of their request, to repeat them. */
@Injectable()
export class IdempotentAnswerStore {
  constructor(private readonly database: Database) {}

  find({ keyId }: Caller, name: string, tx?: Transaction): Promise<IdempotentAnswer | null> {
    return (tx ? Database.within(tx) : this.database).read.findOneBy(IdempotentAnswer, { keyId, name });
  }

  /**
   * Reserves the place of an answer. If a request with the same key runs at this moment, waits until it has ended. False when an answer
   * under that key is stored already.
   */
  async begin(tx: Transaction, { keyId, userId }: Caller, { name, request }: Repeatable): Promise<boolean> {
    const begun = await tx.query<unknown[]>(
      `INSERT INTO api.idempotent_answer (key_id, name, user_id, request, status, body) VALUES ($1, $2, $3, $4, 0, '{}')
       ON CONFLICT DO NOTHING RETURNING name`,
      [keyId, name, userId, request],
    );
    return begun.length > 0;
  }

  async keep(tx: Transaction, { keyId }: Caller, { name }: Repeatable, { status, body }: Answer): Promise<void> {
    await tx.query(`UPDATE api.idempotent_answer SET status = $3, body = $4 WHERE key_id = $1 AND name = $2`, [
      keyId,
      name,
      status,
      JSON.stringify(body),
    ]);
  }

  /** Removes answers that have been kept for as long as /privacy says, a day; the API’s page promises the same. */
  async forget(): Promise<void> {
    await this.database.transaction((tx) =>
      tx.query(`DELETE FROM api.idempotent_answer WHERE created_at < now() - $1 * interval '1 ms'`, [
        RETENTION_MS.fromPrograms,
      ]),
    );
  }
}
