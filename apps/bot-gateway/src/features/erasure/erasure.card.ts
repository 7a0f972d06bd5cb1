import type { ErasureStage } from '@aisha/database/bot';
import type { UserId } from '@aisha/domain';
import { myDataTexts } from '@aisha/words';
import { defineCard } from '../../engine/cards/card';
import { type Effect, showCard } from '../../engine/conversation';
import { type AskedErasure, recordsErasure } from './erasure.store';

/** How many other apps delete their data, besides the gateway. */
export const STEPS = 6;

/** How far an erasure is, as the person sees it. */
interface ErasureState {
  readonly stage: Exclude<ErasureStage, 'over'>;
  /** How many apps have deleted their data, and of how many in all. */
  readonly done: number;
  readonly of: number;
}

/** The card «🗑️ Удаляю всё о вас»; the report comes as a message of its own. */
export const erasureCard = defineCard<ErasureState>(
  'erasure',
  ({ stage, done, of }, language) => ({ text: myDataTexts[language].erasing({ stage, done, of }) }),
  { isLast: ({ stage }) => stage === 'report' },
);

/** Begins to delete everything about a person, and shows how far that is. */
export const beginsErasure = (userId: UserId, asked: AskedErasure): Effect[] => [
  recordsErasure(asked),
  showCard(
    erasureCard,
    userId,
    (): ErasureState => ({ stage: 'orders', done: 0, of: STEPS }),
    () => true,
  ),
];
