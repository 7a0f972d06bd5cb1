import { menuTexts } from '@aisha/words';
import { flowKit, type DraftKey } from '../../engine/conversation';
import type { FirstPictures } from '../../orders/first-pictures';
import type { Storey } from '../../callbacks/menu.callbacks';

export interface MenuDraft {
  /** Whether the menu greets the person: once, and again in the language that they choose right after it. */
  readonly greets?: boolean;
  /** Whether the person has just chosen the language of the menu; the menu then says that the language has changed. */
  readonly isSwitched?: boolean;
  /** The pictures that the screen offers to draw from a selfie. */
  readonly first?: FirstPictures;
  /** The storey whose screen is open. */
  readonly storey?: Storey;
  /** How many newer drafts the previous pages list. */
  readonly newer?: number;
  /** The draft that the person has just dropped. */
  readonly dropped?: DraftKey;
}

/** Carries over whether the menu greets the person, so that the greeting is shown again in the language that the person chooses. */
export const greetingOf = ({ greets }: Pick<MenuDraft, 'greets'>): Pick<MenuDraft, 'greets'> =>
  greets ? { greets } : {};

export const { step, on, loading, goTo, flow } = flowKit<
  MenuDraft,
  'main' | 'storeys' | 'storey' | 'drafts' | 'stopped' | 'help' | 'language'
>()(menuTexts);
