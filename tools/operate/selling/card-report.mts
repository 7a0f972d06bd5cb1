import type { Database } from '@aisha/database';
import { HAS_PAYER } from '@aisha/database/bot';
import { CARD_CURRENCY, plainMoney, smallestUnits, type Money } from '@aisha/domain';
import { fail } from '../command/command-line.mts';

/** A payment as the card provider reports it. */
interface ReportedPayment extends Money {
  /** The provider's name for the payment: `provider_payment_charge_id` of Telegram's update. */
  readonly provider: string;
  readonly status: 'paid' | 'refunded';
}

interface CardDifference {
  readonly what: string;
  /** Telegram's id of the charge, for commands; null when we do not know the payment. */
  readonly charge: string | null;
  readonly provider: string;
  readonly detail: string;
}

interface OurPayment extends Money {
  readonly charge: string;
  readonly provider: string;
  readonly isConfirmed: boolean;
  /** False once its person had everything deleted: then it can be neither confirmed nor credited. */
  readonly hasPayer: boolean;
  readonly isCredited: boolean;
  readonly returned: 'open' | 'returned' | 'refused' | null;
  readonly at: Date;
}

const HEADER = 'provider_id,amount,currency,status';
/** A payment younger than this may still be missing in a report. */
const REPORTED_AFTER_MS = 24 * 3_600_000;

/** Reads a report: a line of names and a line for each payment, with commas and without quotes (docs/payments.md). Ends the command at a wrong line. */
function paymentsIn(report: string): ReportedPayment[] {
  const [header, ...lines] = report
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  if (header?.trim() !== HEADER) throw fail(`The first line of the report must be: ${HEADER}`);
  const payments = lines.map((line, at) => {
    const [provider = '', written = '', currency = '', status = '', ...more] = line
      .split(',')
      .map((cell) => cell.trim());
    const amount = CARD_CURRENCY.test(currency) ? smallestUnits(written, currency) : undefined;
    if (provider === '' || amount === undefined || (status !== 'paid' && status !== 'refunded') || more.length > 0)
      throw fail(`Line ${at + 2} of the report must be ${HEADER}, such as ch_1,249.00,RUB,paid`);
    return { provider, amount, currency, status } as const;
  });
  const twice = payments.find(({ provider }, at) => payments.findIndex((one) => one.provider === provider) !== at);
  if (twice) throw fail(`${twice.provider} stands in the report twice: each payment has one line, with its state now.`);
  return payments;
}

/**
 * What differs between the card provider's report and our payments by card. A payment of ours that the report lacks counts if it is
 * confirmed, a day old, and not older than the first one that the report names.
 */
export async function cardDifferences(database: Database, report: string): Promise<CardDifference[]> {
  const reported = paymentsIn(report);
  const ours = await database.read.query<OurPayment[]>(
    `SELECT s.charge_id AS charge, coalesce(s.provider_charge_id, '') AS provider, s.currency, s.amount, s.created_at AS at,
            s.confirmed_at IS NOT NULL AS "isConfirmed", ${HAS_PAYER} AS "hasPayer",
            EXISTS (SELECT FROM billing.purchase p WHERE p.telegram_payment_charge_id = s.charge_id) AS "isCredited",
            (SELECT state FROM billing.purchase_return b WHERE b.telegram_payment_charge_id = s.charge_id
              ORDER BY asked_at DESC LIMIT 1) AS returned
       FROM bot.star_transaction s WHERE s.kind = 'payment' AND s.currency <> 'XTR' ORDER BY s.created_at`,
  );
  const known = new Map(ours.map((one) => [one.provider, one]));
  const named = new Set(reported.map(({ provider }) => provider));
  const first = ours.find(({ provider }) => named.has(provider))?.at;
  const missing = ours.filter(
    ({ provider, at, isConfirmed }) =>
      isConfirmed &&
      !named.has(provider) &&
      first !== undefined &&
      at >= first &&
      Date.now() - at.getTime() > REPORTED_AFTER_MS,
  );
  return [
    ...reported.flatMap((payment) => differenceOf(payment, known.get(payment.provider)) ?? []),
    ...missing.map(({ charge, provider, ...money }) => ({
      what: 'credited or being credited, and the provider does not report the payment: ask the provider',
      charge,
      provider,
      detail: plainMoney(money),
    })),
  ];
}

function differenceOf(payment: ReportedPayment, our: OurPayment | undefined): CardDifference | undefined {
  const { provider, status } = payment;
  const told = (what: string): CardDifference => ({
    what,
    charge: our?.charge ?? null,
    provider,
    detail: `${plainMoney(payment)}, ${status}`,
  });
  if (!our)
    return status === 'paid'
      ? told(
          'paid, and no update has told of it: give the money back at the provider, or credits (`aisha give-credits`)',
        )
      : undefined;
  if (our.currency !== payment.currency || our.amount !== payment.amount)
    return told(`the provider reports other money than Telegram, which says ${plainMoney(our)}`);
  if (!our.hasPayer && !our.isCredited)
    return status === 'paid'
      ? told(
          'paid by a person who had everything deleted since, and it bought nothing: give the money back at the provider',
        )
      : undefined;
  if (status === 'refunded')
    return our.returned === 'returned' || !our.isConfirmed
      ? undefined
      : told(
          our.returned === 'open'
            ? 'given back at the provider, and the return is open: `aisha refund-payment … --returned`'
            : our.isCredited
              ? 'given back at the provider, and its credits are there: `aisha refund-payment … --even-if-spent`, then `--returned`'
              : 'given back at the provider, and it bought nothing: `aisha refund-payment …`, then `--returned`',
        );
  if (our.returned === 'returned')
    return told('returned by our books, and paid by the provider’s: give the money back there');
  if (!our.isConfirmed) return told('paid, and we could not confirm it: `aisha confirm-payment …`');
  return our.isCredited ? undefined : told('paid, and not credited: see dead-letters');
}
