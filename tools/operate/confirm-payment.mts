/**
 * Accepts a payment by card that only an update reports and nothing else of Telegram's proves, because the card provider's report has it. The
 * person then gets the credits. `reconcile-payments --card-report` names such payments. Changes nothing without `--yes`; the bot keeps an
 * audit row (`aisha acts`).
 *
 * npm run confirm-payment -- <payment number> --operator <name> --reason <words> [--yes]
 */
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database } from '@aisha/database';
import { plainMoney, type Money } from '@aisha/domain';
import { asked, byOperator, called, fail } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { sentAct } from './command/sent-act.mts';

const USAGE = `${called('confirm-payment')} <payment number> --operator <name> --reason <words> [--yes]`;
const { words, flags, values } = asked(USAGE, { flags: ['yes'], values: ['operator', 'reason'] });
const [chargeId = fail(USAGE)] = words;
const url = operatedDatabase();
const payment = await waiting();
if (!payment) throw fail(`${chargeId}: no payment by card of this number waits to be confirmed`);
const told = `${plainMoney(payment)} of ${payment.telegramId}, at the provider ${payment.provider}`;
if (!flags.yes) console.log(`would believe ${told}, and have it credited\nNothing was changed. Add --yes to do it.`);
else {
  const by = byOperator(values, USAGE);
  const done = await sentAct(
    url,
    message(botGatewayInbox, 'confirm-card-payment', { ...by, telegramPaymentChargeId: chargeId }),
  );
  if (!done) console.log('told the bot, which does it when it runs; `aisha acts` says what came of it');
  else if (done.outcome === 'done') console.log(`believed ${told}; its credits come`);
  else fail(`refused: ${done.outcome}. Nothing was changed.`);
}

async function waiting(): Promise<(Money & { telegramId: number; provider: string | null }) | undefined> {
  const database = await Database.connect({ url, role: 'bot', pool: 1 });
  try {
    const [found] = await database.read.query<(Money & { telegramId: number; provider: string | null })[]>(
      `SELECT currency, amount, telegram_id::float8 AS "telegramId", provider_charge_id AS provider FROM bot.star_transaction
        WHERE charge_id = $1 AND kind = 'payment' AND currency <> 'XTR' AND confirmed_at IS NULL AND payer IS NOT NULL`,
      [chargeId],
    );
    return found;
  } finally {
    await database.close();
  }
}
