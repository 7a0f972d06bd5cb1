import { conversationTexts } from '@aisha/words';
import type { Language } from '@aisha/domain';
import { callback, oneOf } from '../screen/callback';
import type { CallbackButton, Screen } from '../screen/screen';
import type { Action } from './flow';

const unfold = callback('more', { isOpen: oneOf(['no', 'yes']) });

/**
 * The button that shows the rest of a step's buttons in the same message. A step with `more` puts it at any place on its screen (decision
 * 232).
 */
export const moreButton = (label = MORE): CallbackButton => unfold.button(label, { isOpen: 'yes' });
/** The sign for the rest of the buttons, the same in all languages. */
export const MORE = '⋯';

/** The field that the engine adds to a draft while the rest of the buttons is shown. */
interface Unfolded {
  readonly isUnfolded?: boolean;
}

/** The draft with which a step is shown with its first buttons. */
export function foldedDraft(draft: unknown): unknown {
  if (!(draft as Unfolded | null | undefined)?.isUnfolded) return draft;
  const { isUnfolded: _, ...folded } = draft as Unfolded;
  return folded;
}

/** The answer of every step to «⋯» on its screen, and to the way back from the rest of its buttons. */
export const UNFOLD: Action = {
  on: 'button',
  from: 'screen',
  callback: unfold,
  run: (draft: Unfolded, { isOpen }: { readonly isOpen: 'no' | 'yes' }) => ({
    to: 'stay',
    draft: isOpen === 'yes' ? { ...draft, isUnfolded: true } : foldedDraft(draft),
    notice: undefined,
    effects: [],
  }),
};

/** The screen with the buttons that are shown at present. */
export function openedScreen({ more, ...screen }: Screen, draft: unknown, language: Language): Screen {
  if (!more || !(draft as Unfolded | null | undefined)?.isUnfolded) return screen;
  return { ...screen, buttons: [...more, [unfold.button(conversationTexts[language].fewer, { isOpen: 'no' })]] };
}
