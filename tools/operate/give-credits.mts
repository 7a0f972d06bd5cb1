/**
 * Gives credits to a person: for an order that was charged wrongly, or as a kindness. Once per key, however often it is run. Changes nothing
 * without `--yes`. The person finds them in their history as a correction; what they owe for refunded Stars is paid first.
 *
 *   npm run give-credits -- <Telegram id> <credits> --key <order id or ticket> --operator <name> --reason <words> [--yes]
 */
import { asked, called, fail } from './command-line.mts';
import { operatedDatabase } from './operated-product.mts';
import { Database, type Transaction } from '@aisha/database';
import { newId } from '@aisha/platform';

const USAGE = `${called('give-credits')} <Telegram id> <credits> --key <key> --operator <name> --reason <words> [--yes]`;
/** This is more than the largest pack has: an operator who asks for more has mistyped. */
const MOST_CREDITS = 2_000;

const { telegramId, credits, key, operator, reason, yes } = read();
const amount = credits * 100;
const database = await Database.connect({ url: operatedDatabase(), role: 'billing', pool: 1 });
try {
  const [account] = await database.read.query<{ userId: string }[]>(
    `SELECT user_id AS "userId" FROM billing.account JOIN bot.person USING (user_id) WHERE telegram_id = $1`,
    [telegramId],
  );
  if (!account) throw fail(`${telegramId}: no such person has an account`);
  const { userId } = account;
  const isGiven = yes && (await database.transaction((tx) => give(tx, userId)));
  if (isGiven) console.log(`${credits} credits given to ${telegramId}`);
  else await tellEarlier(userId);
} finally {
  await database.close();
}

/** Says what the key was used for before; for another person or sum it ends the command with exit code 1. */
async function tellEarlier(userId: string): Promise<void> {
  const [earlier] = await database.read.query<{ amount: string; userId: string; telegramId: string | null }[]>(
    `SELECT amount, t.user_id AS "userId", telegram_id AS "telegramId"
       FROM billing.transaction t LEFT JOIN bot.person p ON p.user_id = t.user_id WHERE idempotency_key = $1`,
    [`correction:${key}`],
  );
  if (!earlier) {
    const wouldGive = `would give ${credits} credits to ${telegramId}, key ${key}`;
    return console.log(`${wouldGive}\nNothing was changed. Add --yes to do it.`);
  }
  if (earlier.userId === userId && Number(earlier.amount) === amount) {
    return console.log(`${key}: was given before, nothing was changed`);
  }
  const before = `${Number(earlier.amount) / 100} credits to ${earlier.telegramId ?? earlier.userId}`;
  fail(`${key}: was used before, for ${before}. Nothing was changed: give this one a key of its own.`);
}

async function give(tx: Transaction, userId: string): Promise<boolean> {
  const [{ debt }] = await tx.query<[{ debt: string }]>(
    'SELECT debt FROM billing.account WHERE user_id = $1 FOR UPDATE',
    [userId],
  );
  const given = `${operator}: ${reason}`;
  if (!(await post(tx, userId, 'correction', key, ['platform-gifts', 'user-available'], amount, given))) return false;
  const paid = Math.min(amount, Number(debt));
  const owed = 'Pays for spent credits whose Stars went back';
  if (paid > 0)
    await post(tx, userId, 'debt-payment', `correction:${key}`, ['user-available', 'user-debt'], paid, owed);
  return true;
}

/**
 * Writes a posting to the ledger, with both lines and the balance (apps/billing/src/ledger/ledger.store.ts). Returns
 * false when the key was used before.
 */
async function post(
  tx: Transaction,
  userId: string,
  type: string,
  source: string,
  [from, to]: [string, string],
  moved: number,
  description: string,
): Promise<boolean> {
  const [written] = await tx.query<{ id: string }[]>(
    `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (idempotency_key) DO NOTHING RETURNING id`,
    [newId<string>(), type, userId, moved, description, `${type}:${source}`],
  );
  if (!written) return false;
  await tx.query(
    `WITH entered AS (
       INSERT INTO billing.entry (transaction_id, line, account, user_id, amount)
       SELECT $1, line, account, CASE WHEN account LIKE 'user-%' THEN $2::uuid END, change
         FROM (VALUES (0, $3, -$5::bigint), (1, $4, $5::bigint)) AS l (line, account, change) RETURNING account, amount)
     UPDATE billing.account SET
       available = available + coalesce((SELECT sum(amount) FROM entered WHERE account = 'user-available'), 0),
       debt      = debt      - coalesce((SELECT sum(amount) FROM entered WHERE account = 'user-debt'), 0)
      WHERE user_id = $2`,
    [written.id, userId, from, to, moved],
  );
  return true;
}

function read() {
  const { words, flags, values } = asked(USAGE, { flags: ['yes'], values: ['key', 'operator', 'reason'] });
  const [telegramId = '', credits = ''] = words;
  const { key, operator, reason } = values;
  if (!/^\d+$/.test(telegramId)) return fail(`Which person? By their Telegram id.\n${USAGE}`);
  if (!/^\d+$/.test(credits) || +credits < 1 || +credits > MOST_CREDITS) {
    return fail(`How many credits? A whole number from 1 to ${MOST_CREDITS}.\n${USAGE}`);
  }
  if (!key || !operator || !reason) return fail(`--key, --operator and --reason must be set.\n${USAGE}`);
  return { telegramId, credits: +credits, key, operator, reason, yes: flags.yes };
}
