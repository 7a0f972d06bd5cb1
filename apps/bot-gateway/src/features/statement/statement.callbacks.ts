import { callback } from '../../engine/conversation';

/** Opens the months of which there is a statement. */
export const openStatement = callback('stmt', {});
