/** The pause after this many failed attempts, from 1 on: each twice the one before. */
export const backoffMs = (attempts: number, firstMs: number, atMostMs: number): number =>
  Math.min(firstMs * 2 ** (attempts - 1), atMostMs);
