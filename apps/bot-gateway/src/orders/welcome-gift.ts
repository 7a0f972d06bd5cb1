import { credits, type CentiCredits, type UserId } from '@aisha/domain';
import { BalanceReader } from '@aisha/database/billing';
import type { Readers } from '../engine/conversation/readers';
import { WorkSettings } from '../readers';

/** The welcome credits that a person has and has not begun to spend, or is about to get; 0 for the others. One statement. */
export const welcomeGift = async (readers: Readers, userId: UserId): Promise<CentiCredits> =>
  (await readers.of(BalanceReader).welcomeGift(userId)) ?? credits(readers.settings(WorkSettings).WELCOME_CREDITS);
