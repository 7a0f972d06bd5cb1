import type { Update } from 'telegraf/types';
import type { StarTransaction } from '@aisha/database/bot';
import { STARS, type TelegramId } from '@aisha/domain';
import type { TelegramUser } from '../people/person.store';

/** Stars that were paid or went back, as an update or Telegram's own list reports them; or a payment by card, which only an update reports. */
export type ToldStars = Pick<
  StarTransaction,
  | 'chargeId'
  | 'kind'
  | 'telegramId'
  | 'payload'
  | 'currency'
  | 'amount'
  | 'commission'
  | 'providerChargeId'
  | 'beginsSubscription'
> & {
  /** The date until which the subscription is paid, as ISO text; null for a payment of something else. */
  readonly subscribedUntil: string | null;
  readonly payer: TelegramUser;
};

/** The fields of a payment's message that we read (core.telegram.org/bots/api#successfulpayment and #refundedpayment, 10.0). */
interface PaymentMessage {
  readonly from?: User;
  readonly chat: {
    readonly id: number;
    readonly type: string;
    readonly first_name?: string;
    readonly username?: string;
  };
  readonly successful_payment?: Payment;
  readonly refunded_payment?: Payment;
}
interface User {
  readonly id: number;
  readonly first_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}
interface Payment {
  readonly currency: string;
  readonly total_amount: number;
  readonly invoice_payload: string;
  readonly telegram_payment_charge_id: string;
  readonly provider_payment_charge_id?: string;
  readonly is_recurring?: boolean;
  readonly is_first_recurring?: boolean;
  /** In Unix seconds. */
  readonly subscription_expiration_date?: number;
}

/**
 * The payment or the refund in an update. Undefined if the update has neither, if its refund is not in Stars, or if it does not have the
 * documented form.
 */
export function starsOf(update: Update): ToldStars | undefined {
  const message = (update as { message?: PaymentMessage }).message;
  const [kind, payment] = message?.successful_payment
    ? (['payment', message.successful_payment] as const)
    : (['refund', message?.refunded_payment] as const);
  if (!message || !payment) return undefined;
  // In some clients the message about a refund is from the bot itself, so for a refund the payer is the person of the chat.
  const payer = kind === 'payment' ? message.from : message.chat;
  const { currency, total_amount: amount, invoice_payload: payload, telegram_payment_charge_id: chargeId } = payment;
  // Telegram gives back Stars alone (core.telegram.org/bots/api#refundedpayment: the currency is always XTR).
  if (kind === 'refund' && currency !== STARS) return undefined;
  const providerChargeId = currency === STARS ? null : (payment.provider_payment_charge_id ?? null);
  const { is_recurring: isRecurring, is_first_recurring: isFirst, subscription_expiration_date: until } = payment;
  const subscription = isRecurring
    ? { subscribedUntil: dateOf(until), beginsSubscription: isFirst === true }
    : { subscribedUntil: null, beginsSubscription: null };
  // The commission is 0 here, because only Telegram's list says what an affiliate got.
  return sound({ kind, chargeId, currency, amount, commission: 0, payload, payer, providerChargeId, ...subscription });
}

/** The date as ISO text; null when the seconds are no date until which a subscription can last. */
const dateOf = (seconds: number | undefined): string | null =>
  Number.isSafeInteger(seconds) && seconds! > 0 && seconds! < LAST_SECOND
    ? new Date(seconds! * 1000).toISOString()
    : null;
/** The year 2100. */
const LAST_SECOND = 4_102_444_800;

/** A line of `getStarTransactions` (core.telegram.org/bots/api#startransaction, 10.0). */
export interface ListedTransaction {
  readonly id: string;
  readonly amount: number;
  /** In Unix seconds. */
  readonly date?: number;
  readonly source?: Partner;
  readonly receiver?: Partner;
}
interface Partner {
  readonly type: string;
  readonly transaction_type?: string;
  readonly user?: User;
  readonly invoice_payload?: string;
  /** How long a payment of a subscription lasts, in seconds. */
  readonly subscription_period?: number;
  /** What an affiliate got of the transaction; below 0 for a refund (core.telegram.org/bots/api#affiliateinfo). */
  readonly affiliate?: { readonly amount?: number };
}

/** The payment or the refund in a line of the list; undefined for a gift, a withdrawal and other lines. */
export function starsListed({
  id: chargeId,
  amount,
  date,
  source,
  receiver,
}: ListedTransaction): ToldStars | undefined {
  const partner = source ?? receiver;
  if (partner?.type !== 'user' || partner.transaction_type !== 'invoice_payment') return undefined;
  const { user: payer, invoice_payload: payload = '', subscription_period: period } = partner;
  const subscribedUntil = source && period !== undefined && date !== undefined ? dateOf(date + period) : null;
  const commission = commissionOf(partner.affiliate?.amount, amount);
  const stars = { chargeId, currency: STARS, amount, commission, payload, providerChargeId: null, subscribedUntil };
  return sound({ kind: source ? 'payment' : 'refund', ...stars, beginsSubscription: null, payer });
}

/** The commission without its sign, because a negative one was given back; 0 for a number that cannot be a part of the amount. */
function commissionOf(told: number | undefined, amount: number): number {
  const commission = Math.abs(told ?? 0);
  return Number.isSafeInteger(commission) && commission <= amount ? commission : 0;
}

/** The most Stars, or smallest units of a currency, that are accepted: more than any pack costs, and within an integer of Postgres. */
const MOST = 1_000_000_000;

function sound({
  payer,
  ...stars
}: Omit<ToldStars, 'telegramId' | 'payer'> & { readonly payer: User | undefined }): ToldStars | undefined {
  const { chargeId, currency, amount, payload, providerChargeId } = stars;
  const areTexts = [chargeId, currency, payload, providerChargeId ?? ''].every(
    (text) => typeof text === 'string' && text.length <= 255,
  );
  if (!areTexts || chargeId === '' || !Number.isSafeInteger(amount) || amount < 1 || amount > MOST) return undefined;
  if (!payer || !Number.isSafeInteger(payer.id)) return undefined;
  const telegramId = payer.id as TelegramId;
  const { first_name: firstName = '', username = null, language_code: languageCode } = payer;
  return { ...stars, telegramId, payer: { telegramId, firstName, username, languageCode } };
}
