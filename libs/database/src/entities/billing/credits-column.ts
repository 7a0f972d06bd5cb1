import type { ValueTransformer } from 'typeorm';
import { centiCredits, type CentiCredits } from '@aisha/domain';

/** Turns the text that pg gives for a bigint into credits, and credits into text. */
export const asCredits: ValueTransformer = {
  from: (text: string | null): CentiCredits | null => (text === null ? null : centiCredits(text)),
  to: (amount: CentiCredits | null | undefined) => amount?.toString(),
};
