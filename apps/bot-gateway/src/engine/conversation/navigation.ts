import { callback, word } from './callback';

/** Leads to the menu from anywhere and keeps the draft of the conversation. Every screen may show it. */
export const toMenu = callback('menu', {});

/** Resumes a conversation. Any message may show it. */
export const resumeDraft = callback('menu.resume', { flow: word() });
