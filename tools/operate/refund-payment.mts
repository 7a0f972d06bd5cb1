/**
 * Gives back the Stars of a payment that bought nothing, which stands on the list of `npm run dead-letters`, or of a purchase. Changes nothing
 * without `--yes`. Billing sets the credits aside, the bot asks Telegram until it answers, and then the credits go: neither happens without
 * the other (decision 207). A purchase of which credits are spent goes back only with `--even-if-spent`: they are taken from the
 * person's other credits, and the rest becomes a debt. Billing keeps an audit row (`aisha acts`); the person is told.
 *
 * The money of a card goes back in two steps: this sets the credits aside; you give the money back at the card provider; then `--returned`
 * takes the credits, or `--refused` gives them back (decision 217).
 *
 *   npm run refund-payment -- <payment number> [--even-if-spent] --operator <name> --reason <words> [--yes]
 *   npm run refund-payment -- <payment number> --returned | --refused --operator <name> --reason <words> --yes    of a card
 *   npm run refund-payment -- --open                                                     the payments by card that wait for you
 */
import { setTimeout as delay } from 'node:timers/promises';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { Database } from '@aisha/database';
import { CardReturnReader, PurchasesReader } from '@aisha/database/billing';
import { centiCredits, formatCredits, isCard, plainMoney, type UserId } from '@aisha/domain';
import { asked, byOperator, called, counted, fail } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { sentAct, TOLD_BILLING } from './command/sent-act.mts';

const USAGE = [
  `${called('refund-payment')} <payment number> [--even-if-spent] --operator <name> --reason <words> [--yes]`,
  `${called('refund-payment')} <payment number> --returned | --refused --operator <name> --reason <words> [--yes]`,
  `${called('refund-payment')} --open`,
].join('\n');
/** Telegram answers within a second. A bot that is down asks Telegram only when it runs again. */
const ANSWERED_WITHIN_MS = 10_000;
const ASKED_EVERY_MS = 200;

interface Payment {
  readonly userId: UserId;
  readonly telegramId: number;
  readonly currency: string;
  readonly amount: number;
  /** The card provider's name for the payment. */
  readonly providerChargeId: string | null;
}

const { words, flags, values } = asked(USAGE, {
  flags: ['yes', 'even-if-spent', 'returned', 'refused', 'open'],
  values: ['operator', 'reason'],
});
const chargeId = flags.open ? '' : (words[0] ?? fail('Which payment? Its number is what its person was told.'));
if (flags.returned && flags.refused) fail(USAGE);
const url = operatedDatabase();
const database = await Database.connect({ url, role: 'billing', pool: 1 });
try {
  if (flags.open) await listOpen();
  else await work();
} finally {
  await database.close();
}

async function work(): Promise<void> {
  const payment = (await paymentNamed()) ?? fail(`${chargeId}: Telegram has told of no such payment`);
  if (flags.returned || flags.refused) return settle(payment);
  const before = await returnOf();
  if (before) tell(before.state, before.problem, payment);
  else if (!flags.yes) await wouldDo(payment);
  else await refund(payment);
}

/** Ends the open return of a payment by card: the operator has given the money back at the provider, or refuses to. */
async function settle(payment: Payment): Promise<void> {
  if (!isCard(payment)) throw fail(`${chargeId}: was paid in Stars, and Telegram gives those back by itself.`);
  const open = await returnOf();
  if (open?.state !== 'open') throw fail(`${chargeId}: no return of it is open. Begin one first, without --returned.`);
  const does = flags.returned ? 'take the credits that were set aside' : 'give the credits back to the person';
  if (!flags.yes) return console.log(`would ${does}\nNothing was changed. Add --yes to do it.`);
  const by = byOperator(values, USAGE);
  const act = { ...by, telegramPaymentChargeId: chargeId, isReturned: flags.returned };
  const done = await sentAct(url, message(billingInbox, 'settle-card-return', act));
  if (!done) return console.log(TOLD_BILLING);
  if (done.outcome !== 'done') fail(`refused: ${done.outcome}. Nothing was changed.`);
  const { telegramId } = payment;
  console.log(
    flags.returned
      ? `${plainMoney(payment)} are back with ${telegramId}; the credits are gone, and the person is told`
      : `the credits are with ${telegramId} again, and the person is told`,
  );
}

/** The payments by card that an operator is to give back, the oldest first. */
async function listOpen(): Promise<void> {
  const rows = await new CardReturnReader(database).open(1_000);
  if (rows.length === 0) return console.log('no payment by card waits to be given back');
  for (const row of rows)
    console.log(
      `${row.id}  ${plainMoney(row)}  at the provider ${row.providerChargeId}  asked ${row.askedAt.toISOString()} by ${row.askedBy}`,
    );
}

async function refund(payment: Payment): Promise<void> {
  const by = byOperator(values, USAGE);
  const act = { ...by, telegramPaymentChargeId: chargeId, evenIfSpent: flags['even-if-spent'] };
  const done = await sentAct(url, message(billingInbox, 'refund-by-operator', act));
  if (!done) return console.log(TOLD_BILLING);
  switch (done.outcome) {
    case 'done':
    case 'asked-before':
      return answered(payment);
    case 'returned-before':
      return console.log(`${shown(payment)} were given back before`);
    case 'spent-in-part':
      return fail(`${figuresOf(done.details)} Nothing was changed. Add --even-if-spent to do it all the same.`);
    case 'being-credited':
      return fail(`${chargeId}: is being credited, or was sent again. Nothing was changed.`);
    default:
      return fail(`refused: ${done.outcome}. Nothing was changed.`);
  }
}

/** The amount of the payment in words: a number of Stars, or money with its currency. */
function shown(payment: Payment): string {
  return isCard(payment) ? plainMoney(payment) : `${payment.amount} Stars`;
}

/**
 * Waits for Telegram's answer, which the bot brings, for ANSWERED_WITHIN_MS at most. A payment by card gets no such answer: its return
 * stays open until the operator ends it.
 */
async function answered(payment: Payment): Promise<void> {
  if (isCard(payment)) return tell('open', null, payment);
  for (let waited = 0; waited < ANSWERED_WITHIN_MS; waited += ASKED_EVERY_MS) {
    const found = await returnOf();
    if (found && found.state !== 'open') return tell(found.state, found.problem, payment);
    await delay(ASKED_EVERY_MS);
  }
  tell('open', null, payment);
}

function tell(state: string, problem: string | null, payment: Payment): void {
  const { telegramId, providerChargeId } = payment;
  if (state === 'returned') return console.log(`${shown(payment)} are back with ${telegramId}`);
  if (state === 'open' && isCard(payment))
    return console.log(
      `The credits are set aside. Give ${shown(payment)} back at the card provider (payment ${providerChargeId}), then run this with ` +
        '--returned; or with --refused, and the credits are with the person again.',
    );
  if (state === 'open')
    return console.log(
      `${shown(payment)} are on their way to ${telegramId}: the credits are set aside, the bot asks Telegram until it answers. Run this again to see.`,
    );
  fail(
    `${chargeId}: not given back, ${isCard(payment) ? 'the operator' : 'Telegram'} says: ${problem}. The credits are with the person again.`,
  );
}

async function wouldDo(payment: Payment): Promise<void> {
  const { userId, telegramId } = payment;
  const judged = await new PurchasesReader(database).judged(userId, new Date());
  const purchase = judged.find((one) => one.chargeId === chargeId);
  if (!purchase) {
    const isRefunded = await database.read.query<unknown[]>(
      `SELECT FROM bot.star_transaction WHERE charge_id = $1 AND kind = 'refund'`,
      [chargeId],
    );
    if (isRefunded.length > 0) return console.log(`${shown(payment)} were given back before`);
    return console.log(`would give back ${shown(payment)} to ${telegramId}\nNothing was changed. Add --yes to do it.`);
  }
  const { credited, spent, gained, fromOthers, owed } = purchase;
  const figures = {
    credited: String(credited),
    spent: String(spent),
    gained: String(gained),
    fromOthers: String(fromOthers),
    owed: String(owed),
  };
  const isAll = spent === 0n && gained === 0n;
  const taking = isAll ? `, and take its ${counted(formatCredits(credited), 'credit')}` : `. ${figuresOf(figures)}`;
  const how = spent > 0n ? '--even-if-spent and --yes' : '--yes';
  console.log(`would give back ${shown(payment)} to ${telegramId}${taking}\nNothing was changed. Add ${how} to do it.`);
}

function figuresOf(details: Readonly<Record<string, unknown>>): string {
  const of = (name: string) => formatCredits(centiCredits(String(details[name] ?? 0)));
  const bonus = Number(details['gained'] ?? 0) > 0 ? `, and its bonus of ${of('gained')} goes back, too` : '';
  return `${of('spent')} of ${of('credited')} credits are spent${bonus}: ${of('fromOthers')} would be taken from other credits, ${of('owed')} become a debt.`;
}

async function paymentNamed(): Promise<Payment | undefined> {
  const [found] = await database.read.query<Payment[]>(
    `SELECT user_id AS "userId", telegram_id::float8 AS "telegramId", currency, amount, provider_charge_id AS "providerChargeId"
       FROM bot.star_transaction
      WHERE charge_id = $1 AND kind = 'payment' AND user_id IS NOT NULL`,
    [chargeId],
  );
  return found;
}

/**
 * The newest return of the payment. A refused return counts for only ten seconds, so that the run that asked for the return can print the
 * refusal.
 */
async function returnOf(): Promise<{ readonly state: string; readonly problem: string | null } | undefined> {
  const [found] = await database.read.query<{ state: string; problem: string | null }[]>(
    `SELECT state, problem FROM billing.purchase_return WHERE telegram_payment_charge_id = $1
        AND (state <> 'refused' OR ended_at > now() - interval '10 seconds') ORDER BY asked_at DESC LIMIT 1`,
    [chargeId],
  );
  return found;
}
