import type { ValueTransformer } from 'typeorm';
import { centiCredits, type CentiCredits } from '@aisha/domain';

/** pg gives bigint as text; credits stay bigint. */
export const asCredits: ValueTransformer = {
  from: (text: string | null): CentiCredits | null => (text === null ? null : centiCredits(text)),
  to: (amount: CentiCredits | null | undefined) => amount?.toString(),
};
