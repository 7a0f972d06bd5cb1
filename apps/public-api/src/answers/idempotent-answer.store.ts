import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { IdempotentAnswer } from '@aisha/database/api';
import type { Caller } from '../http/caller';
import type { Answer, Repeatable } from './answers';

/** How long an answer is repeated: a day, as the page of the API says. */
const KEPT = '24 hours';

/** Answers that are repeated for the same Idempotency-Key. */
@Injectable()
export class IdempotentAnswerStore {
  constructor(private readonly database: Database) {}

  find({ keyId }: Caller, name: string, tx?: Transaction): Promise<IdempotentAnswer | null> {
    return (tx ? Database.within(tx) : this.database).read.findOneBy(IdempotentAnswer, { keyId, name });
  }

  /** Keeps the place of an answer. False when another request has it; a request at the same moment is waited for. */
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

  /** Removes what is older than a day. */
  async forget(): Promise<void> {
    await this.database.transaction((tx) =>
      tx.query(`DELETE FROM api.idempotent_answer WHERE created_at < now() - interval '${KEPT}'`),
    );
  }
}
