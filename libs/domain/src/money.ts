/** Money in the smallest units of its currency: cents, kopecks, whole yen, or Stars. */
export interface Money {
  /** Three letters; `XTR` is Telegram Stars. */
  readonly currency: string;
  readonly amount: number;
}

/** The currency of Telegram Stars, as invoices and payments name it. */
export const STARS = 'XTR';

/** A currency in which a card can pay: any but Stars. */
export const CARD_CURRENCY = /^(?!XTR)[A-Z]{3}$/;

/**
 * The currencies of Telegram without digits after the point; the others have two (`exp` in
 * core.telegram.org/bots/payments/currencies.json).
 */
const WHOLE = new Set([STARS, 'CLP', 'ISK', 'JPY', 'KRW', 'PYG', 'UGX', 'VND']);

/** How many digits of a currency stand after the point. */
const digitsOf = (currency: string): number => (WHOLE.has(currency) ? 0 : 2);

/** How many smallest units one unit of a currency has. */
export const unitsOf = (currency: string): number => 10 ** digitsOf(currency);

/** An amount in whole units, for calculations: 1.99. */
export const unitsIn = ({ currency, amount }: Money): number => amount / unitsOf(currency);

/** An amount as people read it: «199 ₽», «€1.99», «150 ⭐». Kopecks are shown when there are any. */
export function moneyText({ currency, amount }: Money, language: string): string {
  if (currency === STARS) return `${amount} ⭐`;
  const digits = amount % unitsOf(currency) === 0 ? 0 : digitsOf(currency);
  const form = { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language, form).format(unitsIn({ currency, amount }));
}

/** An amount as operators and reports write it: `199.00 RUB`, `150 XTR`. */
export const plainMoney = (money: Money): string =>
  `${unitsIn(money).toFixed(digitsOf(money.currency))} ${money.currency}`;

/**
 * A written amount, `199` or `1.99`, in smallest units. Undefined when it is no amount in this currency, is zero, or is larger than
 * `MOST_UNITS`.
 */
export function smallestUnits(written: string, currency: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(written) ?? [];
  const digits = digitsOf(currency);
  if (whole === undefined || (part.length > digits && Number(part) > 0)) return undefined;
  const amount = Number(`${whole}${part.slice(0, digits).padEnd(digits, '0')}`);
  return amount > 0 && amount <= MOST_UNITS ? amount : undefined;
}

/** The money in the fields of a message, which `inMoney` has written. */
export const moneyIn = ({ stars, currency, amount }: { stars: number; currency?: string; amount?: number }): Money =>
  currency !== undefined && amount !== undefined ? { currency, amount } : { currency: STARS, amount: stars };

/**
 * Money as fields of a message. Stars have a field of their own, which is 0 for other money, so that no reader mistakes other money for
 * Stars.
 */
export const inMoney = ({ currency, amount }: Money): { stars: number; currency?: string; amount?: number } =>
  currency === STARS ? { stars: amount } : { stars: 0, currency, amount };

/** Whether a card paid. */
export const isCard = ({ currency }: Pick<Money, 'currency'>): boolean => currency !== STARS;

/** The largest amount of a payment: an integer of Postgres. */
export const MOST_UNITS = 2_147_483_647;
