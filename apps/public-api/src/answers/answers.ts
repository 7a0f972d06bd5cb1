import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import type { IdempotentAnswer } from '@aisha/database/api';
import type { Caller, CallersRequest } from '../http/caller';
import { Problem } from '../http/problem';
import { TERMS } from '../http/terms';
import { type Answer, IdempotentAnswerStore, type Repeatable } from './idempotent-answer.store';

/** Does in a transaction what a request asks for, and returns the answer. */
export type Effect = (tx: Transaction) => Promise<Answer>;

/** The header by which a caller names a request that may be repeated, as the description of the API has it. */
export const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: true,
  description: `A name of yours for this request. The same request with the same name is answered as before, for ${TERMS.answersKept}.`,
} as const;

const LONGEST_NAME = 255;

/**
 * Does a request that changes something, only once for each Idempotency-Key. It stores the answer in the same transaction, so a client that
 * got no answer repeats the request and gets the stored one. A refusal is not stored, because the same request may be accepted later.
 */
@Injectable()
export class Answers {
  constructor(
    private readonly database: Database,
    private readonly store: IdempotentAnswerStore,
  ) {}

  /** `prepare` reads what the request needs, and may refuse the request. It returns the effect, which does the writing. */
  async once(caller: Caller, asked: CallersRequest, prepare: () => Promise<Effect>): Promise<Answer> {
    const repeatable = repeatableOf(asked);
    const earlier = await this.store.find(caller, repeatable.name);
    if (earlier) return repeated(earlier, repeatable);
    let effect: Effect;
    try {
      effect = await prepare();
    } catch (refusal) {
      // The same request may have been sent twice at once, and carried out meanwhile. The second one is then refused because of what the
      // first one has taken, so it gets the answer of the first.
      const meanwhile = await this.store.find(caller, repeatable.name);
      if (!meanwhile) throw refusal;
      return repeated(meanwhile, repeatable);
    }
    return this.database.transaction(async (tx) => {
      if (!(await this.store.begin(tx, caller, repeatable))) {
        const other = await this.store.find(caller, repeatable.name, tx);
        return repeated(other!, repeatable);
      }
      const answer = await effect(tx);
      await this.store.keep(tx, caller, repeatable, answer);
      return answer;
    });
  }
}

/** The header Idempotency-Key. Throws `idempotency-key-missing` when the header is missing, empty or too long. */
export function nameOf({ headers }: Pick<CallersRequest, 'headers'>): string {
  const name = headers['idempotency-key'];
  if (typeof name !== 'string' || name === '' || name.length > LONGEST_NAME) {
    throw new Problem('idempotency-key-missing');
  }
  return name;
}

function repeatableOf(asked: CallersRequest): Repeatable {
  const { method, url, body } = asked;
  const name = nameOf(asked);
  const request = createHash('sha256')
    .update(JSON.stringify([method, url, body ?? null]))
    .digest('hex');
  return { name, request };
}

function repeated({ request, status, body }: IdempotentAnswer, asked: Repeatable): Answer {
  if (request !== asked.request) throw new Problem('idempotency-key-reused');
  return { status, body };
}
