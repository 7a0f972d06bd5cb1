import { flowKit } from '../../engine/conversation';
import { balanceTexts } from '@aisha/words';

interface BalanceDraft {
  /** The last receipt of the previous page; null on the newest page. */
  readonly before: string | null;
  /** Whether the person came to the time zones from the settings; false or absent when they came from the history. */
  readonly inSettings?: boolean;
  /** The receipt that is open. */
  readonly receipt?: string;
}

export const { step, on, loading, goTo, stay, flow } = flowKit<
  BalanceDraft,
  'overview' | 'more' | 'history' | 'receipt' | 'zone'
>()(balanceTexts);
