import { avatarsFeature } from './avatars/avatars.feature';
import { balanceFeature } from './balance/balance.feature';
import type { Feature } from './conversation';
import { generateFeature } from './generate/generate.feature';
import { menuFeature } from './menu/menu.feature';
import { newAvatarFeature } from './new-avatar/new-avatar.feature';
import { ordersFeature } from './orders/orders.feature';
import { transcribeFeature } from './transcribe/transcribe.feature';

/** The bot's conversations. A new one is a folder and a line here. */
const conversations: readonly Feature[] = [
  newAvatarFeature,
  avatarsFeature,
  generateFeature,
  transcribeFeature,
  balanceFeature,
  ordersFeature,
];

export const features: readonly Feature[] = [menuFeature(conversations), ...conversations];
