import { callback } from '../engine/conversation';

/** Opens the list of months for which there is a statement. */
export const openStatement = callback('stmt', {});
