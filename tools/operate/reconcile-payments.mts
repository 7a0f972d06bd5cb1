/**
 * Compares our payments with Telegram's own list of Stars. The running bot reads the list and passes on, once, each payment that it missed;
 * this command prints what the bot found and what still differs. Exits 1 if anything differs. The bot does the same by itself every hour.
 *
 * Telegram has no list of payments by card. With the card provider's report the command compares these payments instead, and asks Telegram
 * for nothing (docs/payments.md says what stands in the report).
 *
 *   npm run reconcile-payments [-- --json]
 *   npm run reconcile-payments -- --card-report <file> [--json]
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { asked, called, fail } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { Database } from '@aisha/database';
import { HAS_PAYER } from '@aisha/database/bot';
import { plainMoney } from '@aisha/domain';
import { cardDifferences } from './selling/card-report.mts';

/** How long the command waits: the bot looks for requests every ten seconds, and reads a hundred lines in less than a second. */
const WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 500;

/** Billing learns of a payment through the outbox and the queue: a younger payment may still be on its way. */
const SETTLED = `forwarded_at < now() - interval '1 minute'`;
const REFUNDED = `EXISTS (SELECT FROM bot.star_transaction r WHERE r.charge_id = s.charge_id AND r.kind = 'refund')`;

const DIFFERENCES: Readonly<Record<string, string>> = {
  'told by an update, and not confirmed: nothing was credited': `
    SELECT charge_id, kind, currency, amount FROM bot.star_transaction s
     WHERE confirmed_at IS NULL AND created_at < now() - interval '1 minute' AND ${HAS_PAYER}`,
  'paid, and not credited: see dead-letters': `
    SELECT charge_id, kind, currency, amount FROM bot.star_transaction s
     WHERE kind = 'payment' AND ${SETTLED} AND ${HAS_PAYER} AND NOT ${REFUNDED}
       AND NOT EXISTS (SELECT FROM billing.purchase p WHERE p.telegram_payment_charge_id = s.charge_id)
       AND NOT EXISTS (SELECT FROM billing.purchase_return b WHERE b.telegram_payment_charge_id = s.charge_id AND b.state = 'returned')`,
  'refunded, and the credits not taken back: see dead-letters': `
    SELECT charge_id, kind, currency, amount FROM bot.star_transaction s
     WHERE kind = 'refund' AND ${SETTLED}
       AND EXISTS (SELECT FROM billing.purchase p WHERE p.telegram_payment_charge_id = s.charge_id)
       AND NOT EXISTS (SELECT FROM billing.refund r WHERE r.telegram_payment_charge_id = s.charge_id)`,
  'a payment of a subscription, and no subscription of its person counts it': `
    SELECT charge_id, kind, currency, amount FROM bot.star_transaction s
     WHERE kind = 'payment' AND payload LIKE 'plan:%' AND ${SETTLED}
       AND EXISTS (SELECT FROM billing.purchase p WHERE p.telegram_payment_charge_id = s.charge_id)
       AND NOT EXISTS (SELECT FROM billing.subscription b WHERE b.user_id = s.user_id AND 'plan:' || b.plan_id = s.payload)`,
  'credited, and Telegram never confirmed the payment': `
    SELECT telegram_payment_charge_id AS charge_id, 'payment' AS kind, currency, coalesce(card_amount, stars) AS amount FROM billing.purchase p
     WHERE NOT EXISTS (SELECT FROM bot.star_transaction s
       WHERE s.charge_id = p.telegram_payment_charge_id AND s.kind = 'payment' AND s.confirmed_at IS NOT NULL)`,
};

interface Line {
  readonly charge_id: string;
  readonly kind: string;
  readonly currency: string;
  readonly amount: number;
}

const USAGE = `${called('reconcile-payments')} [--card-report <file>] [--json]`;
const { flags, values } = asked(USAGE, { flags: ['json'], values: ['card-report'] });
const database = await Database.connect({ url: operatedDatabase(), role: 'bot', pool: 1 });
try {
  const report = values['card-report'];
  if (report === undefined) await compareStars();
  else await compareCards(report);
} finally {
  await database.close();
}

/** Prints each difference between the card provider's report and our payments; exits 1 if there is any. */
async function compareCards(file: string): Promise<void> {
  const differences = await cardDifferences(database, await readFile(file, 'utf8'));
  if (flags.json) console.log(JSON.stringify({ differences }, null, 2));
  else if (differences.length === 0) console.log('ok  the report and our payments by card are the same');
  else
    for (const { what, charge, provider, detail } of differences)
      console.log(`BAD ${what}\n    ${charge ?? '—'}  at the provider ${provider}  ${detail}`);
  process.exitCode = differences.length === 0 ? 0 : 1;
}

async function compareStars(): Promise<void> {
  const [{ at }] = (await database.write(
    `INSERT INTO bot.star_reconciliation (due_at) VALUES (now())
     ON CONFLICT (only_row) DO UPDATE SET due_at = now() RETURNING now() AS at`,
  )) as [{ at: Date }];
  await readSince(at);
  const missed = await database.read.query<Line[]>(
    `SELECT charge_id, kind, currency, amount FROM bot.star_transaction WHERE told_at IS NULL AND confirmed_at >= $1`,
    [at],
  );
  const differences: { what: string; found: Line[] }[] = [];
  for (const [what, statement] of Object.entries(DIFFERENCES))
    differences.push({ what, found: await database.read.query<Line[]>(`${statement} ORDER BY 1`) });
  const lines = ({ what, found }: { what: string; found: readonly Line[] }) => [
    `${found.length === 0 ? 'ok ' : 'BAD'} ${what}`,
    ...found.map((line) => `    ${stars(line)}`),
  ];
  if (flags.json) console.log(JSON.stringify({ foundNow: missed, differences }, null, 2));
  else
    for (const line of [...missed.map((one) => `found now: ${stars(one)}`), ...differences.flatMap(lines)])
      console.log(line);
  process.exitCode = differences.every(({ found }) => found.length === 0) ? 0 : 1;
}

function stars({ charge_id, kind, ...money }: Line): string {
  return `${kind} ${charge_id} of ${money.currency === 'XTR' ? `${money.amount} Stars` : plainMoney(money)}`;
}

async function readSince(at: Date): Promise<void> {
  for (const endsAt = Date.now() + WITHIN_MS; Date.now() < endsAt; await delay(LOOK_EVERY_MS)) {
    const [row] = await database.read.query<{ isRead: boolean }[]>(
      `SELECT finished_at > $1 AS "isRead" FROM bot.star_reconciliation`,
      [at],
    );
    if (row?.isRead) return;
  }
  fail("Telegram's list was not read within two minutes: does the bot run, and does Telegram answer it?");
}
