/**
 * Gives back the Stars of a payment that bought nothing, which stands on the list of `npm run dead-letters`, or of a purchase whose credits
 * are all unspent. Changes nothing without `--yes`. Telegram tells the person. Until Telegram has said yes the payment stays on the list;
 * run it again after a failure: no person is refunded twice. The bot takes the credits of a purchase when it sees the refund, within an
 * hour, or at once by `npm run reconcile-payments`; what was spent in between becomes a debt.
 *
 *   npm run refund-payment -- <payment number> [--yes]
 *
 * Needs DATABASE_URL (billing's), TELEGRAM_BOT_TOKEN and TELEGRAM_API_ROOT as the bot has them; all known where `npm start` runs.
 */
import { operatedEnvironment } from '../start/running-environment.mts';
import { asked, called, fail } from './command-line.mts';
import { operatedDatabase } from './operated-product.mts';
import { Database } from '@aisha/database';
import { centiCredits, isUnspent } from '@aisha/domain';
import { DeadLetters } from '@aisha/messaging';

/** A payment: the person and the amount. */
interface Payment {
  readonly stars: number;
  readonly telegramId: number;
}

/** A payment on the dead-letter list, even one about which an operator has decided. */
interface InVain extends Payment {
  readonly messageId: string;
}

/** A credited payment and its person's balance, in hundredths of a credit. */
interface Credited extends Payment {
  readonly credited: string;
  readonly available: string;
  readonly debt: string;
  readonly wasRefunded: boolean;
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
  /** False when Telegram did not answer, or answered something unknown. */
  readonly isSure: boolean;
  /** Null when the refund is done. */
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
    // The error may hold the address, and the address holds the bot's token.
    return { isSure: false, refusal: 'no answer' };
  }
};

const database = await Database.connect({ url, role: 'billing', pool: 1 });
try {
  const purchase = await credited();
  await (purchase ? refundPurchase(purchase) : refundInVain(await inVain()));
} finally {
  await database.close();
}

async function credited(): Promise<Credited | undefined> {
  const [found] = await database.read.query<Credited[]>(
    `SELECT p.stars, paid.telegram_id::float8 AS "telegramId", p.credited, a.available, a.debt,
            EXISTS (SELECT FROM billing.refund r WHERE r.telegram_payment_charge_id = $1) AS "wasRefunded"
       FROM billing.purchase p JOIN billing.account a USING (user_id)
       JOIN bot.star_transaction paid ON charge_id = $1 AND kind = 'payment'
      WHERE p.telegram_payment_charge_id = $1`,
    [chargeId],
  );
  return found;
}

async function inVain(): Promise<InVain> {
  const [payment] = await database.read.query<InVain[]>(
    `SELECT message_id AS "messageId", amount AS stars, telegram_id::float8 AS "telegramId"
     FROM billing.dead_letter letter
     JOIN bot.star_transaction paid ON charge_id = letter.payload->>'telegramPaymentChargeId' AND kind = 'payment'
     WHERE job = 'credit-purchase' AND charge_id = $1 ORDER BY died_at DESC LIMIT 1`,
    [chargeId],
  );
  return payment ?? fail(`${chargeId}: no such payment waits for a decision`);
}

/** The bot takes the credits back when Telegram lists the refund (decision 29). */
async function refundPurchase(purchase: Credited): Promise<void> {
  const { stars, telegramId, wasRefunded } = purchase;
  const balance = { available: centiCredits(purchase.available), debt: centiCredits(purchase.debt) };
  const credits = Number(purchase.credited) / 100;
  if (wasRefunded) return console.log(`${stars} Stars were given back before`);
  if (!isUnspent(balance, centiCredits(purchase.credited))) {
    const left = `${credits} credits were bought, ${Number(balance.available) / 100} are there and ${Number(balance.debt) / 100} owed`;
    fail(`${chargeId}: ${left}. Stars go back for a purchase none of whose credits has been spent.`);
  }
  if (!flags.yes) return wouldGiveBack(stars, telegramId, `, and take its ${credits} credits`);
  const { isSure, refusal } = await refund(telegramId);
  if (isDone(refusal)) return tellDone(stars, telegramId, refusal);
  fail(
    isSure
      ? `${chargeId}: not given back, Telegram says: ${refusal}`
      : `${chargeId}: Telegram did not say yes (${refusal}). Run this again when Telegram answers.`,
  );
}

async function refundInVain({ messageId, stars, telegramId }: InVain): Promise<void> {
  if (!flags.yes) return wouldGiveBack(stars, telegramId);
  const letters = new DeadLetters(database, 'billing');
  // From now on an operator who wants to credit the payment learns that its Stars are going back.
  if (!(await letters.beginRefund(messageId))) fail(`${chargeId}: is being credited after all`);
  const { isSure, refusal } = await refund(telegramId);
  if (isDone(refusal)) {
    await letters.refunded(messageId);
    tellDone(stars, telegramId, refusal);
  } else if (isSure) {
    await letters.notRefunded(messageId);
    fail(`${chargeId}: not given back, Telegram says: ${refusal}`);
  } else {
    fail(
      `${chargeId}: Telegram did not say yes (${refusal}). It stays on the list: run this again when Telegram answers.`,
    );
  }
}

function wouldGiveBack(stars: number, telegramId: number, besides = ''): void {
  console.log(`would give back ${stars} Stars to ${telegramId}${besides}\nNothing was changed. Add --yes to do it.`);
}

function isDone(refusal: string | null): boolean {
  return refusal === null || refusal.includes('CHARGE_ALREADY_REFUNDED');
}

function tellDone(stars: number, telegramId: number, refusal: string | null): void {
  console.log(
    refusal === null ? `${stars} Stars are back with ${telegramId}` : `${stars} Stars were given back before`,
  );
}
