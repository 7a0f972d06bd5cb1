import { expect } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { eventually, type Admin } from '@aisha/testing';

/**
 * Runs pieces of work that all wait for the lock of a person's account at first. Each begins when the one before it waits, and so gets the
 * lock after it.
 */
export const atOnce = async (
  admin: Admin,
  userId: UserId,
  works: readonly (() => Promise<unknown>)[],
): Promise<void> => {
  const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  const running: Promise<unknown>[] = [];
  await admin.transaction(async (tx) => {
    await tx.query('SELECT FROM billing.account WHERE user_id = $1 FOR UPDATE', [userId]);
    for (const begin of works) {
      running.push(begin());
      await eventually(async () => expect(await admin.query(waiting)).toHaveLength(running.length));
    }
  });
  await Promise.all(running);
};
