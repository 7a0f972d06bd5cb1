import { callback } from '../engine/conversation';

/** Opens the conversation with support. */
export const openSupport = callback('support.write', {});
