/**
 * Shows results that Telegram would not take in any form, sends them again or drops them. Changes nothing without `--yes`. With it each
 * decision is an act: a message to the bot, with an audit row (`aisha acts`). Each line names the order by the number that its person was
 * told, too; results that were refused alike share one line.
 *
 *   npm run undelivered                               every result that waits for a decision, oldest first
 *   npm run undelivered -- --kind album --code telegram-unreachable --since 2h [--each | --json]
 *   npm run undelivered -- retry <number>… --operator <name> --reason <words> [--yes]    by the bot, at once; back here if Telegram refuses again
 *   npm run undelivered -- drop <number>… --operator <name> --reason <words> [--yes]     the person got it another way
 *   npm run undelivered -- retry all --code telegram-unreachable --operator <name> --reason <words> [--yes]
 */
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database } from '@aisha/database';
import { decide, type Waiting } from './decisions.mts';
import { operatedDatabase } from './command/operated-product.mts';

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

async function undelivered(url: string): Promise<WaitingResult[]> {
  const database = await Database.connect({ url, role: 'bot', pool: 1 });
  try {
    const results = (await database.read.query(
      `SELECT id, content->>'kind' AS kind, error AS reason, created_at AS "createdAt", trace_id AS "orderId",
         chat_id AS "telegramId"
       FROM bot.delivery WHERE status = 'undelivered' ORDER BY id`,
    )) as Undelivered[];
    return results.map(waiting);
  } finally {
    await database.close();
  }
}

await decide<WaitingResult>({
  command: 'undelivered',
  one: 'result',
  what: 'kind',
  list: undelivered,
  url: operatedDatabase,
  act: ({ id: deliveryId }, decision, by) =>
    message(botGatewayInbox, 'decide-undelivered', { ...by, deliveryId, decision }),
  facts: ({ result }) => result,
});
