/**
 * Gives credits to a person: for an order that was charged wrongly, or as a kindness. However often it runs with one key, it gives only once.
 * With `--take` it takes credits, at most as many as the person has available. Changes nothing without `--yes`. Billing does it, tells the
 * person and keeps an audit row (`aisha acts`); given credits first pay what the person owes for refunded purchases.
 *
 *   npm run give-credits -- <Telegram id> <credits> [--take] --key <order id or ticket> --operator <name> --reason <words> [--yes]
 */
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { centiCredits, formatCredits, GIVEN_AT_MOST, type UserId } from '@aisha/domain';
import { actingOperator, asked, called, counted, fail } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { connected } from '../start/connected.mts';
import { sentAct, TOLD_BILLING } from './command/sent-act.mts';

const USAGE = `${called('give-credits')} <Telegram id> <credits> [--take] --key <key> --operator <name> --reason <words> [--yes]`;
const KEY_AT_MOST = 100;

const { telegramId, amount, key, by, yes } = read();
const url = operatedDatabase();
const words = amount < 0n ? `${shown(-amount)} taken from` : `${shown(amount)} given to`;
const userId = await personNamed(telegramId);
if (!yes) {
  const would = amount < 0n ? `take ${shown(-amount)} from` : `give ${shown(amount)} to`;
  console.log(`would ${would} ${telegramId}, key ${key}\nNothing was changed. Add --yes to do it.`);
} else {
  const centi = amount.toString();
  const done = await sentAct(url, message(billingInbox, 'give-credits', { ...by, userId, centiCredits: centi, key }));
  answer(done);
}

function answer(done: Awaited<ReturnType<typeof sentAct>>): void {
  if (!done) return console.log(TOLD_BILLING);
  const { outcome, details } = done;
  switch (outcome) {
    case 'done': {
      const given = centiCredits(String(details['given']));
      const part = given === amount ? '' : `: only ${shown(given < 0n ? -given : given)} were there`;
      return console.log(`${words} ${telegramId}${part}; available now: ${Number(details['availableAfter']) / 100}`);
    }
    case 'given-before':
      return console.log(`${key}: was given before, nothing was changed`);
    case 'key-used':
      return fail(
        `${key}: was used before, for another person or sum. Nothing was changed: give this one a key of its own.`,
      );
    case 'nothing-available':
      return fail(`${telegramId} has no credits available. Nothing was changed.`);
    default:
      return fail(`refused: ${outcome}. Nothing was changed.`);
  }
}

async function personNamed(named: string): Promise<UserId> {
  const client = await connected(url, 'give-credits');
  try {
    const { rows } = await client.query<{ userId: UserId }>(
      `SELECT user_id AS "userId" FROM billing.account JOIN bot.person USING (user_id) WHERE telegram_id = $1`,
      [named],
    );
    return rows[0]?.userId ?? fail(`${named}: no such person has an account`);
  } finally {
    await client.end();
  }
}

function shown(centi: bigint): string {
  return counted(formatCredits(centiCredits(centi)), 'credit');
}

function read() {
  const {
    words: said,
    flags,
    values,
  } = asked(USAGE, { flags: ['yes', 'take'], values: ['key', 'operator', 'reason'] });
  const [person = '', credits = ''] = said;
  if (!/^\d{1,16}$/.test(person)) return fail(`Which person? By their Telegram id.\n${USAGE}`);
  const most = Number(GIVEN_AT_MOST) / 100;
  if (!/^\d{1,5}$/.test(credits) || +credits < 1 || +credits > most) {
    return fail(`How many credits? A whole number from 1 to ${most}.\n${USAGE}`);
  }
  const acting = actingOperator(values, USAGE);
  if (!values.key || !acting) return fail(`--key, --operator and --reason must be set.\n${USAGE}`);
  if (values.key.length > KEY_AT_MOST) return fail(`--key: ${KEY_AT_MOST} characters at most\n${USAGE}`);
  return {
    telegramId: person,
    amount: BigInt(credits) * (flags.take ? -100n : 100n),
    key: values.key,
    by: acting,
    yes: flags.yes,
  };
}
