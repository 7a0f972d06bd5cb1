/** The pause after this many failed attempts, from 1 on: each pause is twice the one before, up to `atMostMs`. */
export const backoffMs = (attempts: number, firstMs: number, atMostMs: number): number =>
  Math.min(firstMs * 2 ** (attempts - 1), atMostMs);
