import { flowKit, type DraftKey, type Storey } from '../../engine/conversation';
import { menuTexts } from '@aisha/words';

export interface MenuDraft {
  /** Whether the menu greets the person, which it does once. */
  readonly greets?: boolean;
  /** The storey whose screen is open. */
  readonly storey?: Storey;
  /** How many newer drafts the list of drafts leaves out. */
  readonly newer?: number;
  /** The draft that the person has just dropped. */
  readonly dropped?: DraftKey;
}

export const { step, on, loading, goTo, flow } = flowKit<
  MenuDraft,
  'main' | 'storeys' | 'storey' | 'drafts' | 'stopped' | 'help' | 'language'
>()(menuTexts);
