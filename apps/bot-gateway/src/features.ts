import type { Feature } from './conversation';
import { menuFeature } from './menu/menu.feature';

/** The bot's conversations. A new one is a folder and a line here. */
const conversations: readonly Feature[] = [];

export const features: readonly Feature[] = [menuFeature(conversations), ...conversations];
