import { callback } from './callback';

/** To the menu from anywhere; a conversation that is left keeps its draft. Every screen may show it. */
export const toMenu = callback('menu', {});
