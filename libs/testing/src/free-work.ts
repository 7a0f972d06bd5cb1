import type { FreeWorkLimits } from '@aisha/database';

const MICRO_DOLLARS_A_CENT = 10_000;

/** Bounds of free work that are a person's day alone, in US cents. */
export const freeWorkOf = (cents: number): FreeWorkLimits => ({
  perDay: cents * MICRO_DOLLARS_A_CENT,
  perMonth: Number.MAX_SAFE_INTEGER,
  ofAllPerDay: Number.MAX_SAFE_INTEGER,
});
