/**
 * Results that Telegram would not take, whatever form they were sent in: shows them, sends them again or drops them. Changes nothing
 * without `--yes`. Each line names the order, whose number its person was told too.
 *
 *   npm run undelivered                               every one nobody has decided about, oldest first
 *   npm run undelivered -- retry <number>… [--yes]    by the bot, at once; back here if Telegram refuses again
 *   npm run undelivered -- drop <number>… [--yes]     the person got it another way
 */
import { Database } from '@aisha/database';
import { asked, fail } from './command-line.mts';
import { operatedDatabase } from './operated-product.mts';

interface Undelivered {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
  readonly createdAt: Date;
  readonly orderId: string | null;
  readonly telegramId: string;
}

const USAGE = 'npm run undelivered [-- retry|drop <number>… [--yes]]';
const { words, yes } = asked(USAGE);
const [action = 'list', ...ids] = words;
const url = operatedDatabase();
if (!['list', 'retry', 'drop'].includes(action)) fail(`${action}: must be list, retry or drop`);
if (action !== 'list' && ids.length === 0) fail(`${action}: which results?`);

const line = ({ id, kind, reason, createdAt, orderId, telegramId }: Undelivered): string =>
  `${id}  ${kind}  ${reason}  ${createdAt.toISOString()}  ${orderId ?? '-'}  to ${telegramId}`;

/** In a queue of its order's own: what came later in the chat was shown already. */
const RETRY = `status = 'pending', error = NULL, attempts = 0, not_before = now(), queue = coalesce(trace_id, id::text)`;
const DROP = `status = 'dropped', error = 'dropped by an operator: ' || error`;

const database = await Database.connect({ url, role: 'bot', pool: 1 });
try {
  const results = (await database.read.query(
    `SELECT id, content->>'kind' AS kind, error AS reason, created_at AS "createdAt", trace_id AS "orderId",
       chat_id AS "telegramId"
     FROM bot.delivery WHERE status = 'undelivered' ORDER BY id`,
  )) as Undelivered[];
  const unknown = new Set(ids);
  let shown = 0;
  for (const result of results) {
    if (action !== 'list' && !unknown.delete(result.id)) continue;
    shown += 1;
    if (action === 'list') console.log(line(result));
    else if (!yes) console.log(`would ${action}: ${line(result)}`);
    else {
      const [, changed] = (await database.transaction((tx) =>
        tx.query(
          `UPDATE bot.delivery SET ${action === 'retry' ? RETRY : DROP} WHERE id = $1 AND status = 'undelivered'`,
          [result.id],
        ),
      )) as [unknown, number];
      console.log(`${changed > 0 ? action : 'decided by somebody else'}: ${line(result)}`);
    }
  }
  if (action === 'list') console.log(shown === 0 ? 'none' : `${shown} in all`);
  else {
    for (const id of unknown) console.error(`${id}: no such result waits for a decision`);
    if (!yes && shown > 0) console.log('Nothing was changed. Add --yes to do it.');
    process.exitCode = unknown.size === 0 ? 0 : 1;
  }
} finally {
  await database.close();
}
