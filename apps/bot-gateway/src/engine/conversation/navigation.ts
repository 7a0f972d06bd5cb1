import { callback, id, optional, word } from '../screen/callback';
import type { DraftKey } from './move';

/** Leads to the menu and keeps the draft of the conversation. Every screen may show this button. */
export const toMenu = callback('menu', {});

/** Resumes a draft, or restores a dropped one. Any message may show this button. */
export const resumeDraft = callback('menu.resume', { flow: word(), about: optional(id<string>()) });
/** Drops a draft. Any message may show this button. */
export const dropDraft = callback('menu.drop', { flow: word(), about: optional(id<string>()) });

type DraftFields = Parameters<typeof resumeDraft.button>[1];
export const fieldsOf = ({ flow, about }: DraftKey): DraftFields => ({ flow, about: about || null });
export const draftOf = ({ flow, about }: DraftFields): DraftKey => ({ flow, about: about ?? '' });
