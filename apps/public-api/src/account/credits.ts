import { centiCredits, type CentiCredits } from '@aisha/domain';

/** Credits in the form of the API: a number with at most two decimals. */
export const creditsOf = (amount: CentiCredits): number => Number(amount) / 100;

/** Reads credits that a caller has written; decimals after the second are cut off. */
export const fromCredits = (credits: number): CentiCredits => centiCredits(BigInt(Math.floor(credits * 100 + 1e-6)));
