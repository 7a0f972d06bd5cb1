import { callback } from '../../engine/conversation';

/** Shows the person's link for friends. */
export const openInvite = callback('invite', {});
