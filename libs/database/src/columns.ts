import type { ValueTransformer } from 'typeorm';
import { centiCredits, type CentiCredits } from '@aisha/domain';

/** Makes credits, which are a bigint, of the text that pg gives for a bigint. */
export const asCredits: ValueTransformer = {
  from: (text: string | null): CentiCredits | null => (text === null ? null : centiCredits(text)),
  to: (amount: CentiCredits | null | undefined) => amount?.toString(),
};
