import { flowKit } from '../../engine/conversation';
import { menuTexts } from './menu.texts';

export interface MenuDraft {
  /** The first words a person reads here; said once. */
  readonly greets?: boolean;
}

export const { step, on, loading, goTo, stay, flow } = flowKit<MenuDraft, 'main' | 'help' | 'language'>()(menuTexts);
