import { WithFreeSpeech, WithWelcomeCredits } from '@aisha/orders/config';
import { CARD_CURRENCY, MOST_UNITS } from '@aisha/domain';
import { DatabaseAppConfig, IntField, NumberField, WithOperators } from '@aisha/platform';
import { PRICE_TERMS, WithCatalogue } from '@aisha/providers/catalogue';
import { IsOptional, Matches, ValidateIf } from 'class-validator';

export class BillingConfig extends WithCatalogue(WithFreeSpeech(WithWelcomeCredits(WithOperators(DatabaseAppConfig)))) {
  /**
   * How many credits an operator who is no owner may give within 24 hours, in all; spent credits whose payment they return count, too. An
   * owner may give without a limit.
   */
  @IntField(0, 1_000_000) SUPPORT_GIVES_A_DAY = 2_000;

  /** How many orders one person may have under way at once. */
  @IntField(1, 1_000) MAX_OPEN_ORDERS = 10;

  /**
   * How many milliseconds after its start billing begins to settle holds whose settlement is missing. Until then settlements and orders
   * that were held up may still arrive.
   */
  @IntField(1_000, 3_600_000) SETTLEMENTS_ARRIVE_MS = 600_000;

  /**
   * The floor of each price: what a unit costs by the catalogue of models times this number. Billing does not start
   * while a price is lower. 1 sells nothing below cost, 1.3 leaves 30 % of the cost for what is given away; 0 allows
   * every price.
   */
  @NumberField(0, 100) PRICE_MARGIN = PRICE_TERMS.margin;

  /**
   * What Telegram pays out for a Star, in US dollars. From this number and a price in Stars billing computes what a credit is worth in
   * dollars, for the floor of prices and for every figure of income.
   */
  @NumberField(0.0001, 1) DOLLARS_A_STAR = PRICE_TERMS.dollarsOfStar;

  /**
   * The currency in which packs are sold by card, such as `RUB` or `EUR`: the same as in the gateway's configuration.
   * Absent: packs are sold for Stars alone (docs/payments.md).
   */
  @IsOptional()
  @Matches(CARD_CURRENCY, { message: '$property must be three letters of a currency, such as EUR' })
  PAYMENT_CURRENCY?: string;

  /**
   * What one unit of PAYMENT_CURRENCY brings in US dollars, after the card provider's fees. Billing uses it to hold the price of a pack by
   * card to the same floor as its price in Stars.
   */
  @ValidateIf(({ PAYMENT_CURRENCY }: BillingConfig) => PAYMENT_CURRENCY !== undefined)
  @NumberField(0.000001, 100)
  PAYMENT_DOLLARS_A_UNIT?: number;

  /** The smallest payment that Telegram takes in PAYMENT_CURRENCY, in cents or kopecks (`min_amount` of its list of currencies). */
  @IntField(1, MOST_UNITS) PAYMENT_LEAST = 1;

  /** The largest payment that Telegram takes in PAYMENT_CURRENCY, in cents or kopecks (`max_amount` of its list of currencies). */
  @IntField(1, MOST_UNITS) PAYMENT_MOST = MOST_UNITS;
}
