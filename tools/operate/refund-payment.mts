/**
 * Gives back the Stars of a payment that bought nothing: one on the list of `npm run dead-letters`. Changes nothing without `--yes`.
 * Telegram tells the person. Until Telegram has said yes the payment stays on the list; run it again after a failure: no person is
 * refunded twice.
 *
 *   npm run refund-payment -- <payment number> [--yes]
 *
 * Needs DATABASE_URL (billing's), TELEGRAM_BOT_TOKEN and TELEGRAM_API_ROOT as the bot has them; all known where `npm start` runs.
 */
import { operatedEnvironment } from '../start/running-environment.mts';
import { asked, called, fail } from './command-line.mts';
import { operatedDatabase } from './operated-product.mts';
import { Database } from '@aisha/database';
import { DeadLetters } from '@aisha/messaging';

/** A payment as it lies on the dead-letter list, also when it has been decided about. */
interface Payment {
  readonly messageId: string;
  readonly stars: number;
  readonly telegramId: number;
}

const ANSWER_WITHIN_MS = 10_000;

const { words, flags } = asked(`${called('refund-payment')} <payment number> [--yes]`, { flags: ['yes'] });
const url = operatedDatabase();
const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT } = operatedEnvironment(process.env);
const apiRoot = (TELEGRAM_API_ROOT ?? 'https://api.telegram.org').replace(/\/$/, '');
const [chargeId] = words;

if (!token) fail('TELEGRAM_BOT_TOKEN: must be set');
if (!chargeId) fail('Which payment? Its number is what its person was told.');

interface Answer {
  /** No: Telegram did not answer, or not in a way we understand. */
  readonly isSure: boolean;
  /** Null when it is done. */
  readonly refusal: string | null;
}

const refund = async (telegramId: number): Promise<Answer> => {
  try {
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
    return { isSure: response.status < 500 && response.status !== 429, refusal: ok ? null : description };
  } catch {
    // The error may hold the address, and the address holds the token.
    return { isSure: false, refusal: 'no answer' };
  }
};

const database = await Database.connect({ url, role: 'billing', pool: 1 });
try {
  const [credited] = await database.read.query(
    `SELECT credited FROM billing.purchase WHERE telegram_payment_charge_id = $1`,
    [chargeId],
  );
  if (credited) fail(`${chargeId}: has been credited`);
  const [payment] = (await database.read.query(
    `SELECT message_id AS "messageId", amount AS stars, telegram_id::float8 AS "telegramId"
     FROM billing.dead_letter letter
     JOIN bot.star_transaction paid ON charge_id = letter.payload->>'telegramPaymentChargeId' AND kind = 'payment'
     WHERE job = 'credit-purchase' AND charge_id = $1 ORDER BY died_at DESC LIMIT 1`,
    [chargeId],
  )) as Payment[];
  if (!payment) throw fail(`${chargeId}: no such payment waits for a decision`);
  const { messageId, stars, telegramId } = payment;
  if (!flags.yes) {
    console.log(`would give back ${stars} Stars to ${telegramId}\nNothing was changed. Add --yes to do it.`);
  } else {
    const letters = new DeadLetters(database, 'billing');
    // From here on another operator who wants to credit it learns that its Stars are going back.
    if (!(await letters.beginRefund(messageId))) fail(`${chargeId}: is being credited after all`);
    const { isSure, refusal } = await refund(telegramId);
    const wasRefunded = refusal?.includes('CHARGE_ALREADY_REFUNDED') === true;
    if (refusal === null || wasRefunded) {
      await letters.refunded(messageId);
      console.log(wasRefunded ? `${stars} Stars were given back before` : `${stars} Stars are back with ${telegramId}`);
    } else if (isSure) {
      await letters.notRefunded(messageId);
      fail(`${chargeId}: not given back, Telegram says: ${refusal}`);
    } else {
      fail(
        `${chargeId}: Telegram did not say yes (${refusal}). It stays on the list: run this again when Telegram answers.`,
      );
    }
  }
} finally {
  await database.close();
}
