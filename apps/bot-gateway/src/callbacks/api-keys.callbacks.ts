import { callback } from '../engine/conversation';

/** Opens the list of a person's keys to the public API. */
export const openApiKeys = callback('api', {});
