import { Injectable } from '@nestjs/common';
import { Account, CreditTransaction, Entry, type Balance } from '@aisha/database/billing';
import { afterCommit, type Transaction } from '@aisha/database';
import { AppError, centiCredits, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { countCredits } from './ledger.metrics';
import type { LedgerAccount, Posting } from './posting';

export interface Posted {
  readonly transactionId: string;
  /** False when the same posting was there already: nothing moved. */
  readonly isNew: boolean;
  readonly balance: Balance;
}

/**
 * The append-only double-entry ledger and the balance it adds up to, changed in one transaction. It decides nothing: prices,
 * limits and who may spend are settled before. The only row it locks is the person's account.
 */
@Injectable()
export class LedgerStore {
  /** The balance, which nobody else changes until the transaction ends. Undefined when the account is not open. */
  async lockBalance(tx: Transaction, userId: UserId): Promise<Balance | undefined> {
    const account = await tx.findOne(Account, { where: { userId }, lock: { mode: 'pessimistic_write' } });
    return account ? { available: account.available, held: account.held } : undefined;
  }

  /**
   * Writes a posting down, once. Throws `not-enough-credits` when the account has less than is taken from it, and
   * `idempotency-conflict` when the key was used for a different posting.
   */
  async post(tx: Transaction, posting: Posting): Promise<Posted> {
    if (posting.amount <= 0n) throw new RangeError(`a posting of ${posting.amount}`);
    const balance = await this.lockBalance(tx, posting.userId);
    if (!balance) throw new AppError('unexpected', { facts: { problem: 'account-not-open', userId: posting.userId } });

    const transactionId = newId<string>();
    if (!(await this.claimKey(tx, transactionId, posting))) {
      return { transactionId: await this.findSame(tx, posting), isNew: false, balance };
    }
    await tx.insert(
      Entry,
      linesOf(posting).map((line, index) => ({ transactionId, line: index, ...line })),
    );
    const after = balanceAfter(balance, posting);
    await tx.update(Account, { userId: posting.userId }, after);
    afterCommit(tx, () => countCredits(posting.type, posting.amount));
    return { transactionId, isNew: true, balance: after };
  }

  /** False when the key is taken. Waits for another transaction that is just taking it. */
  private async claimKey(tx: Transaction, id: string, posting: Posting): Promise<boolean> {
    const { type, userId, orderId, amount, description, idempotencyKey } = posting;
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(CreditTransaction)
      .values({ id, type, userId, orderId, amount, description, idempotencyKey })
      .orIgnore()
      .returning('id')
      .execute();
    return (raw as unknown[]).length > 0;
  }

  private async findSame(tx: Transaction, posting: Posting): Promise<string> {
    const first = await tx.findOneByOrFail(CreditTransaction, { idempotencyKey: posting.idempotencyKey });
    const lines = await tx.find(Entry, { where: { transactionId: first.id }, order: { line: 'ASC' } });
    const isSame =
      first.type === posting.type &&
      first.userId === posting.userId &&
      first.orderId === posting.orderId &&
      first.amount === posting.amount &&
      lines[0]?.account === posting.from &&
      lines[1]?.account === posting.to;
    if (!isSame) throw new AppError('idempotency-conflict', { facts: { key: posting.idempotencyKey } });
    return first.id;
  }
}

const isPersons = (account: LedgerAccount): boolean => account.startsWith('user-');

const linesOf = ({ from, to, amount, userId }: Posting): Omit<Entry, 'transactionId' | 'line'>[] => [
  { account: from, userId: isPersons(from) ? userId : null, amount: centiCredits(-amount) },
  { account: to, userId: isPersons(to) ? userId : null, amount },
];

function balanceAfter(balance: Balance, { from, to, amount, orderId }: Posting): Balance {
  const change = (account: LedgerAccount): bigint => (to === account ? amount : 0n) - (from === account ? amount : 0n);
  const available = balance.available + change('user-available');
  const held = balance.held + change('user-held');
  if (available < 0n || held < 0n) throw new AppError('not-enough-credits', { facts: { orderId } });
  return { available: centiCredits(available), held: centiCredits(held) };
}
