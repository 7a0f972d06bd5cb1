import { expect } from '@jest/globals';
import { eventually, type Admin } from '@aisha/testing';

/** The rows that a test locks, each as the statement that selects it. */
export const rowOf = {
  account: (userId: string) => ['SELECT FROM billing.account WHERE user_id = $1', [userId]] as const,
  gift: (giftId: string) => ['SELECT FROM billing.gift WHERE id = $1', [giftId]] as const,
};

/**
 * Runs pieces of work that all wait for a row's lock at first. Each piece begins when the previous piece waits, so the pieces get the lock
 * in their order.
 */
export const atOnce = async (
  admin: Admin,
  [row, parameters]: readonly [string, readonly unknown[]],
  works: readonly (() => Promise<unknown>)[],
  /** What the test does while all the pieces of work wait. */
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> => {
  const running: Promise<unknown>[] = [];
  await admin.transaction(async (tx) => {
    await tx.query(`${row} FOR UPDATE`, [...parameters]);
    for (const begin of works) {
      running.push(begin());
      await eventually(async () => expect(await admin.waitingForLocks()).toHaveLength(running.length));
    }
    await meanwhile();
  });
  await Promise.all(running);
};
