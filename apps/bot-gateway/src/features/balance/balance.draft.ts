import { flowKit } from '../../engine/conversation';
import { balanceTexts } from '@aisha/words';

export interface BalanceDraft {
  /** The place in the history: the receipt before this page. */
  readonly before: string | null;
  /** The time zone is chosen in the settings; else on the way from the history. */
  readonly inSettings?: boolean;
  /** The receipt that is open. */
  readonly receipt?: string;
}

export const { step, on, loading, goTo, stay, flow } = flowKit<
  BalanceDraft,
  'overview' | 'history' | 'receipt' | 'zone'
>()(balanceTexts);
