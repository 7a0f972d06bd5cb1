import { callback } from '../engine/conversation';

/** The conversation behind the link of an invitation. */
export const PERMIT = { name: 'permit' } as const;

export const openPermissions = callback('perm', {});
/** Begins a picture of several people. */
export const openTogether = callback('tog', {});
