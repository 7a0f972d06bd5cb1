import { callback, count, oneOf, STOREYS } from '../../engine/conversation';

/** These buttons open screens of the menu; any message may show them. */
export const openStoreys = callback('menu.all', {});
export const openStorey = callback('menu.storey', { storey: oneOf(STOREYS) });
export const openDrafts = callback('menu.drafts', { newer: count() });
export const openLanguage = callback('menu.language', {});
export const openHelp = callback('menu.help', {});
