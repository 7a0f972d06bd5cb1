declare const centi: unique symbol;

/** An amount of credits in hundredths: 100n is one credit. Integers only, so that nothing is ever rounded away. */
export type CentiCredits = bigint & { readonly [centi]: true };

export const centiCredits = (hundredths: bigint | number | string): CentiCredits => BigInt(hundredths) as CentiCredits;

export const credits = (whole: number): CentiCredits => centiCredits(BigInt(whole) * 100n);

/** Writes an amount with decimals only where it has some: "12.5", "−0.05", "3". */
export function formatCredits(amount: CentiCredits, separator: '.' | ',' = '.'): string {
  const positive = amount < 0n ? -amount : amount;
  const hundredths = (positive % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  return `${amount < 0n ? '−' : ''}${positive / 100n}${hundredths && separator + hundredths}`;
}

/**
 * The price of an order that was delivered in part: 3 of 4 pictures → three quarters of the hold. Rounded down: we lose the fraction of a
 * hundredth.
 */
export function partOf(held: CentiCredits, delivered: number, total: number): CentiCredits {
  if (!Number.isInteger(delivered) || !Number.isInteger(total) || delivered < 0 || total < 1 || delivered > total) {
    throw new RangeError(`delivered ${delivered} of ${total}`);
  }
  return centiCredits((held * BigInt(delivered)) / BigInt(total));
}
