import { badRequest } from '../wire/api-error';
import type { Parameters } from '../wire/parameters';
import type { Invoice } from '../wire/wire';

/** The only period that Telegram accepts for Stars: 30 days, in seconds (core.telegram.org/bots/api#createinvoicelink). */
export const SUBSCRIPTION_SECONDS = 2_592_000;

/** What the bot sells by one invoice. */
export interface Offer {
  invoice: Invoice;
  payload: string;
  /** Set for a subscription: how long one payment lasts, in seconds. */
  subscription_period?: number;
}

/** A payment for an offer. */
export interface Charge {
  id: string;
  person_id: number;
  /** The currency; absent for Stars. */
  currency?: string;
  /** The card provider's id; absent for Stars. */
  provider_id?: string;
  amount: number;
  payload: string;
  subscription_period?: number;
  date: number;
  refunded_at?: number;
}

/**
 * The least and the most that a card may pay, for some currencies, in the currency's smallest units: about 1 and 10,000 US dollars (the real
 * bounds follow the rates of the day, core.telegram.org/bots/payments/currencies.json).
 */
const CARD_LIMITS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  EUR: [90, 900_000],
  KZT: [50_000, 500_000_000],
  RUB: [8_000, 80_000_000],
  USD: [100, 1_000_000],
};

/** Title, description, payload, currency and prices of sendInvoice and createInvoiceLink. */
export const readOffer = (parameters: Parameters): Offer => {
  const [title, description, payload] = ['title', 'description', 'payload'].map((name) => parameters.string(name)) as [
    string,
    string,
    string,
  ];
  if (title.length < 1 || title.length > 32) throw badRequest('INVOICE_TITLE_INVALID');
  if (description.length < 1 || description.length > 255) throw badRequest('INVOICE_DESCRIPTION_INVALID');
  const payloadBytes = Buffer.byteLength(payload);
  if (payloadBytes < 1 || payloadBytes > 128) throw badRequest('INVOICE_PAYLOAD_INVALID');
  const currency = parameters.string('currency');
  if (!/^[A-Z]{3}$/.test(currency)) throw badRequest('CURRENCY_INVALID');
  if (currency !== 'XTR' && !parameters.string('provider_token')) throw badRequest('PAYMENT_PROVIDER_INVALID');
  return {
    invoice: {
      title,
      description,
      start_parameter: parameters.string('start_parameter'),
      currency,
      total_amount: totalOf(parameters, currency),
    },
    payload,
  };
};

const totalOf = (parameters: Parameters, currency: string): number => {
  const prices = parameters.json('prices', "can't parse prices JSON object");
  if (!Array.isArray(prices) || prices.length === 0) throw badRequest('there are no prices specified');
  if (currency === 'XTR' && prices.length !== 1) throw badRequest('STARS_INVOICE_INVALID');
  const amounts = prices.map((price: { label?: unknown; amount?: unknown } | null) => {
    if (typeof price?.label !== 'string' || !Number.isInteger(Number(price.amount))) {
      throw badRequest("can't parse labeled price");
    }
    return Number(price.amount);
  });
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const [least, most] = currency === 'XTR' ? [1, Infinity] : (CARD_LIMITS[currency] ?? [1, Infinity]);
  if (total < least || total > most) throw badRequest('CURRENCY_TOTAL_AMOUNT_INVALID');
  return total;
};

/** The offer of createInvoiceLink, which alone can be a subscription. */
export const readLinkedOffer = (parameters: Parameters): Offer => {
  const offer = readOffer(parameters);
  const period = parameters.integer('subscription_period');
  if (period === undefined) return offer;
  if (offer.invoice.currency !== 'XTR' || period !== SUBSCRIPTION_SECONDS)
    throw badRequest('SUBSCRIPTION_PERIOD_INVALID');
  return { ...offer, subscription_period: period };
};
