import { callback } from '../engine/conversation';

/** Shows the consent screen to a person who has not agreed. */
export const askConsent = callback('consent.ask', {});
