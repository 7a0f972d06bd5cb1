import type { ValueTransformer } from 'typeorm';
import { centiCredits, type CentiCredits } from '@aisha/domain';

/** pg gives bigint as text; credits stay bigint. */
export const asCredits: ValueTransformer = {
  from: (text: string | null): CentiCredits | null => (text === null ? null : centiCredits(text)),
  to: (amount: CentiCredits | null | undefined) => amount?.toString(),
};

/** For bigint and numeric columns whose values fit a number: Telegram's ids (52 bits), seconds. */
export const asNumber: ValueTransformer = {
  from: (text: string | null): number | null => (text === null ? null : Number(text)),
  to: (value: number | null | undefined) => value,
};
