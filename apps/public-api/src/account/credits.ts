import { centiCredits, type CentiCredits } from '@aisha/domain';

/** Credits as the API writes them: a number with two decimals at most. */
export const creditsOf = (amount: CentiCredits): number => Number(amount) / 100;

/** Credits as a caller writes them; more decimals than two are cut off. */
export const fromCredits = (credits: number): CentiCredits => centiCredits(BigInt(Math.floor(credits * 100 + 1e-6)));
