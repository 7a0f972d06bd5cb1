/**
 * Gives back the Stars of a payment that bought nothing, which stands on the list of `npm run dead-letters`, or of a purchase. Changes nothing
 * without `--yes`. Billing sets the credits aside, the bot asks Telegram until it answers, and then the credits go: neither happens without
 * the other (decision 207). A purchase of which credits are spent goes back only with `--even-if-spent`: they are taken from the
 * person's other credits, and the rest becomes a debt. Billing keeps an audit row (`aisha acts`); the person is told.
 *
 *   npm run refund-payment -- <payment number> [--even-if-spent] --operator <name> --reason <words> [--yes]
 */
import { setTimeout as delay } from 'node:timers/promises';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { Database } from '@aisha/database';
import { PurchasesReader } from '@aisha/database/billing';
import { centiCredits, formatCredits, type UserId } from '@aisha/domain';
import { actingOperator, asked, called, fail } from './command-line.mts';
import { operatedDatabase } from './operated-product.mts';
import { sentAct } from './sent-act.mts';

const USAGE = `${called('refund-payment')} <payment number> [--even-if-spent] --operator <name> --reason <words> [--yes]`;
/** Telegram answers within a second; a bot that is down asks it when it runs again. */
const ANSWERED_WITHIN_MS = 10_000;
const ASKED_EVERY_MS = 200;

interface Payment {
  readonly userId: UserId;
  readonly telegramId: number;
  readonly stars: number;
}

const { words, flags, values } = asked(USAGE, { flags: ['yes', 'even-if-spent'], values: ['operator', 'reason'] });
const [chargeId = fail('Which payment? Its number is what its person was told.')] = words;
const url = operatedDatabase();
const database = await Database.connect({ url, role: 'billing', pool: 1 });
try {
  const payment = (await paymentNamed()) ?? fail(`${chargeId}: Telegram has told of no such payment`);
  const before = await returnOf();
  if (before) tell(before.state, before.problem, payment);
  else if (!flags.yes) await wouldDo(payment);
  else await refund(payment);
} finally {
  await database.close();
}

async function refund(payment: Payment): Promise<void> {
  const by = actingOperator(values, USAGE) ?? fail(`--operator and --reason must be set.\n${USAGE}`);
  const act = { ...by, telegramPaymentChargeId: chargeId, evenIfSpent: flags['even-if-spent'] };
  const done = await sentAct(url, message(billingInbox, 'refund-by-operator', act));
  if (!done) return console.log('told billing, which does it when it runs; `aisha acts` says what came of it');
  switch (done.outcome) {
    case 'done':
    case 'asked-before':
      return answered(payment);
    case 'returned-before':
      return console.log(`${payment.stars} Stars were given back before`);
    case 'spent-in-part':
      return fail(`${figuresOf(done.details)} Nothing was changed. Add --even-if-spent to do it all the same.`);
    case 'being-credited':
      return fail(`${chargeId}: is being credited, or was sent again. Nothing was changed.`);
    default:
      return fail(`refused: ${done.outcome}. Nothing was changed.`);
  }
}

/** Waits for Telegram's answer, which the bot brings. */
async function answered(payment: Payment): Promise<void> {
  for (let waited = 0; waited < ANSWERED_WITHIN_MS; waited += ASKED_EVERY_MS) {
    const found = await returnOf();
    if (found && found.state !== 'open') return tell(found.state, found.problem, payment);
    await delay(ASKED_EVERY_MS);
  }
  tell('open', null, payment);
}

function tell(state: string, problem: string | null, { stars, telegramId }: Payment): void {
  if (state === 'returned') return console.log(`${stars} Stars are back with ${telegramId}`);
  if (state === 'open')
    return console.log(
      `${stars} Stars are on their way to ${telegramId}: the credits are set aside, the bot asks Telegram until it answers. Run this again to see.`,
    );
  fail(`${chargeId}: not given back, Telegram says: ${problem}. The credits are with the person again.`);
}

async function wouldDo({ userId, stars, telegramId }: Payment): Promise<void> {
  const judged = await new PurchasesReader(database).judged(userId, new Date());
  const purchase = judged.find((one) => one.chargeId === chargeId);
  if (!purchase) {
    const isRefunded = await database.read.query<unknown[]>(
      `SELECT FROM bot.star_transaction WHERE charge_id = $1 AND kind = 'refund'`,
      [chargeId],
    );
    if (isRefunded.length > 0) return console.log(`${stars} Stars were given back before`);
    return console.log(`would give back ${stars} Stars to ${telegramId}\nNothing was changed. Add --yes to do it.`);
  }
  const { credited, spent, fromOthers, owed } = purchase;
  const figures = {
    credited: String(credited),
    spent: String(spent),
    fromOthers: String(fromOthers),
    owed: String(owed),
  };
  const taking = spent > 0n ? `. ${figuresOf(figures)}` : `, and take its ${formatCredits(credited)} credits`;
  const how = spent > 0n ? '--even-if-spent and --yes' : '--yes';
  console.log(`would give back ${stars} Stars to ${telegramId}${taking}\nNothing was changed. Add ${how} to do it.`);
}

function figuresOf(details: Readonly<Record<string, unknown>>): string {
  const of = (name: string) => formatCredits(centiCredits(String(details[name] ?? 0)));
  return `${of('spent')} of ${of('credited')} credits are spent: ${of('fromOthers')} would be taken from other credits, ${of('owed')} become a debt.`;
}

async function paymentNamed(): Promise<Payment | undefined> {
  const [found] = await database.read.query<Payment[]>(
    `SELECT user_id AS "userId", telegram_id::float8 AS "telegramId", amount AS stars FROM bot.star_transaction
      WHERE charge_id = $1 AND kind = 'payment' AND user_id IS NOT NULL`,
    [chargeId],
  );
  return found;
}

/** The newest return of the payment that Telegram has not refused. */
async function returnOf(): Promise<{ readonly state: string; readonly problem: string | null } | undefined> {
  const [found] = await database.read.query<{ state: string; problem: string | null }[]>(
    `SELECT state, problem FROM billing.purchase_return WHERE telegram_payment_charge_id = $1
        AND (state <> 'refused' OR ended_at > now() - interval '10 seconds') ORDER BY asked_at DESC LIMIT 1`,
    [chargeId],
  );
  return found;
}
