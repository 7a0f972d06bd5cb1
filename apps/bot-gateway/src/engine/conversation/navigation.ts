import { callback, word } from './callback';

/** To the menu from anywhere; a conversation that is left keeps its draft. Every screen may show it. */
export const toMenu = callback('menu', {});

/** Takes a conversation up where it was left. Any message may show it. */
export const resumeDraft = callback('menu.resume', { flow: word() });
