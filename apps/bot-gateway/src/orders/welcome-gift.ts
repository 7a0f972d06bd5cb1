import { credits, type CentiCredits, type UserId } from '@aisha/domain';
import type { Readers } from '../readers';

/** The welcome credits that a person has and has not begun to spend, or is about to get; 0 for the others. One statement. */
export const welcomeGift = async (
  { balances, settings }: Pick<Readers, 'balances' | 'settings'>,
  userId: UserId,
): Promise<CentiCredits> => (await balances.welcomeGift(userId)) ?? credits(settings.WELCOME_CREDITS);
