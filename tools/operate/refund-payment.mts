/**
 * Gives back the Stars of a payment that bought nothing: one on the list of `npm run dead-letters`. Changes nothing without `--yes`.
 * Telegram tells the person. You may run it again after a failure: no person is refunded twice.
 *
 *   npm run refund-payment -- <payment number> [--yes]
 *
 * Needs DATABASE_URL, TELEGRAM_BOT_TOKEN and TELEGRAM_API_ROOT as the bot has them; all known where `npm start` runs.
 */
import { operatedEnvironment } from '../start/running-environment.mts';
import { asked, fail } from './command-line.mts';
import { operatedDatabase } from './operated-product.mts';
import { Database } from '@aisha/database';
import { DeadLetters } from '@aisha/messaging';

/** A payment as it lies on the dead-letter list, also when it has been decided about. */
interface Payment {
  readonly messageId: string;
  readonly resolved: 'retried' | 'dropped' | null;
  readonly stars: number;
  readonly telegramId: number;
}

const ANSWER_WITHIN_MS = 10_000;

const { words, yes } = asked('npm run refund-payment -- <payment number> [--yes]');
const url = operatedDatabase();
const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT } = operatedEnvironment(process.env);
const apiRoot = (TELEGRAM_API_ROOT ?? 'https://api.telegram.org').replace(/\/$/, '');
const [chargeId] = words;

if (!token) fail('TELEGRAM_BOT_TOKEN: must be set');
if (!chargeId) fail('Which payment? Its number is what its person was told.');

/** Null when it is done, else Telegram's words. */
const refund = async (telegramId: number): Promise<string | null> => {
  const response = await fetch(`${apiRoot}/bot${token}/refundStarPayment`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: telegramId, telegram_payment_charge_id: chargeId }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const { ok, description = `status ${response.status}` } = (await response.json()) as {
    ok: boolean;
    description?: string;
  };
  return ok ? null : description;
};

const database = await Database.connect({ url, role: 'billing', pool: 1 });
try {
  const [credited] = await database.read.query(
    `SELECT credited FROM billing.purchase WHERE telegram_payment_charge_id = $1`,
    [chargeId],
  );
  if (credited) fail(`${chargeId}: has been credited`);
  const [payment] = (await database.read.query(
    `SELECT message_id AS "messageId", resolved, (payload->>'stars')::int AS stars, telegram_id::float8 AS "telegramId"
     FROM billing.dead_letter JOIN bot.person ON user_id::text = payload->>'userId'
     WHERE job = 'credit-purchase' AND payload->>'telegramPaymentChargeId' = $1 ORDER BY died_at DESC LIMIT 1`,
    [chargeId],
  )) as Payment[];
  if (!payment) throw fail(`${chargeId}: no such payment waits for a decision`);
  const { messageId, resolved, stars, telegramId } = payment;
  if (!yes) {
    console.log(`would give back ${stars} Stars to ${telegramId}\nNothing was changed. Add --yes to do it.`);
  } else {
    // Removes it from the list first: another operator who credits it at this moment learns that it is decided.
    const isOurs = resolved === 'dropped' || (await new DeadLetters(database, 'billing').drop(messageId));
    if (!isOurs) fail(`${chargeId}: is being credited after all`);
    const refusal = await refund(telegramId);
    if (refusal === null) console.log(`${stars} Stars are back with ${telegramId}`);
    else if (refusal.includes('CHARGE_ALREADY_REFUNDED')) console.log(`${stars} Stars were given back before`);
    else fail(`${chargeId}: not given back, Telegram says: ${refusal}`);
  }
} finally {
  await database.close();
}
