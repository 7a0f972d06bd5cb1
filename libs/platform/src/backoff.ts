/** The pause after the failed attempt with this number, counted from 1. Each pause is twice the one before, up to `atMostMs`. */
export const backoffMs = (attempts: number, firstMs: number, atMostMs: number): number =>
  Math.min(firstMs * 2 ** (attempts - 1), atMostMs);
