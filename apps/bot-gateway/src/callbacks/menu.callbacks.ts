import type { Language } from '@aisha/domain';
import { callback, count, oneOf, type Callback } from '../engine/conversation';

/**
 * The screens behind the first screen of the menu; `photos` is behind `create`. Buttons carry the index, so a new screen may only be added
 * at the end.
 */
export const STOREYS = ['create', 'works', 'assistant', 'settings', 'photos'] as const;
export type Storey = (typeof STOREYS)[number];

/** A line of the menu. */
export interface MenuEntry {
  readonly button: Callback<Record<never, never>>;
  readonly label: Readonly<Record<Language, string>>;
  readonly storey: Storey;
  /** The position of the entry on the screen that `storey` names. */
  readonly place: number;
  /**
   * Which people also see the entry on the first screen, which has room for two such entries; absent: nobody. A person with one selfie can
   * already draw.
   */
  readonly first?: 'everyone' | 'can-draw' | 'cannot-draw';
}

/** These buttons open screens of the menu; any message may show them. */
export const openStoreys = callback('menu.all', {});
export const openStorey = callback('menu.storey', { storey: oneOf(STOREYS) });
export const openDrafts = callback('menu.drafts', { newer: count() });
export const openLanguage = callback('menu.language', {});
export const openHelp = callback('menu.help', {});
