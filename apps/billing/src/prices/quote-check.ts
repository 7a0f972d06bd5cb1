import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { PriceReader } from '@aisha/database/billing';
import type { CentiCredits } from '@aisha/domain';
import { costOf, type Quote, QUOTE_VALID_MS } from '@aisha/kinds';

/** The price of one unit of the quoted item, and when it is valid. */
interface PresentPrice {
  readonly perUnit: CentiCredits;
  readonly at: Date;
}

export interface QuoteVerdict {
  /** Whether the person pays the quoted total. */
  readonly isHonoured: boolean;
  readonly currentTotal: CentiCredits;
  /** The price of one unit at the time of the check. */
  readonly perUnit: CentiCredits;
}

/**
 * Decides whether a person pays the price that they were shown. It does not believe the total in the message, which may be wrong.
 */
@Injectable()
export class QuoteCheck {
  constructor(private readonly prices: PriceReader) {}

  /**
   * Accepts a total that is the current price, or that was the price at the quoted time, if the quote is still valid.
   * Any other total is refused: a lower one, an earlier price whose quote is too old, and a price that is not valid
   * yet.
   */
  async check(tx: Transaction, quote: Quote, { perUnit, at }: PresentPrice): Promise<QuoteVerdict> {
    const currentTotal = costOf(perUnit, quote);
    return {
      isHonoured: quote.total === currentTotal || (await wasPrice(this.prices.within(tx), quote, at)),
      currentTotal,
      perUnit,
    };
  }
}

async function wasPrice(prices: PriceReader, quote: Quote, now: Date): Promise<boolean> {
  const { item, total, quotedAt } = quote;
  const age = now.getTime() - Date.parse(quotedAt);
  if (!(age < QUOTE_VALID_MS)) return false; // false for NaN, too
  // A quote from the future is treated as a quote of now, so that no person gets a price that is not yet valid.
  const then = await prices.quote(item, 1, new Date(Math.min(Date.parse(quotedAt), now.getTime())));
  return total === costOf(then.total, quote);
}
