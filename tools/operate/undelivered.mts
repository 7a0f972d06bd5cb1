/**
 * Shows results that Telegram would not take in any form, sends them again or drops them. Changes nothing without `--yes`. Each line names
 * the order, whose number its person was told, too; results that were refused alike share one line.
 *
 *   npm run undelivered                               every result that waits for a decision, oldest first
 *   npm run undelivered -- --kind album --code telegram-unreachable --since 2h [--each | --json]
 *   npm run undelivered -- retry <number>… [--yes]    by the bot, at once; back here if Telegram refuses again
 *   npm run undelivered -- drop <number>… [--yes]     the person got it another way
 *   npm run undelivered -- retry all --code telegram-unreachable [--yes]
 */
import { Database } from '@aisha/database';
import { decide, type Waiting } from './decisions.mts';
import { operatedDatabase } from './operated-product.mts';

interface Undelivered {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
  readonly createdAt: Date;
  readonly orderId: string | null;
  readonly telegramId: string;
}

interface WaitingResult extends Waiting {
  readonly result: Undelivered;
}

const waiting = (result: Undelivered): WaitingResult => {
  const { id, kind, reason, createdAt, orderId, telegramId } = result;
  const line = `${id}  ${kind}  ${reason}  ${createdAt.toISOString()}  ${orderId ?? '-'}  to ${telegramId}`;
  return { id, what: kind, code: reason, at: createdAt, line, result };
};

/** The retry goes into a queue of the order's own, because the chat's later messages have already been shown. */
const RETRY = `status = 'pending', error = NULL, attempts = 0, not_before = now(), queue = coalesce(trace_id, id::text)`;
const DROP = `status = 'dropped', error = 'dropped by an operator: ' || error`;

const database = await Database.connect({ url: operatedDatabase(), role: 'bot', pool: 1 });
const change = async (set: string, { id }: WaitingResult): Promise<boolean> => {
  const [, changed] = (await database.transaction((tx) =>
    tx.query(`UPDATE bot.delivery SET ${set} WHERE id = $1 AND status = 'undelivered'`, [id]),
  )) as [unknown, number];
  return changed > 0;
};
try {
  await decide<WaitingResult>({
    command: 'undelivered',
    one: 'result',
    what: 'kind',
    list: async () => {
      const results = (await database.read.query(
        `SELECT id, content->>'kind' AS kind, error AS reason, created_at AS "createdAt", trace_id AS "orderId",
           chat_id AS "telegramId"
         FROM bot.delivery WHERE status = 'undelivered' ORDER BY id`,
      )) as Undelivered[];
      return results.map(waiting);
    },
    retry: (one) => change(RETRY, one),
    drop: (one) => change(DROP, one),
    facts: ({ result }) => result,
  });
} finally {
  await database.close();
}
