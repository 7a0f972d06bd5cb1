import type { ErasureStage } from '@aisha/database/bot';
import { myDataTexts } from '@aisha/words';
import { defineCard } from '../../engine/cards/card';

/** How many other apps delete their data, besides the gateway. */
export const STEPS = 6;

/** How far an erasure is, as the person sees it. */
export interface ErasureState {
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
