import { avatarsFeature } from './features/avatars/avatars.feature';
import { balanceFeature } from './features/balance/balance.feature';
import type { Feature } from './engine/conversation';
import { generateFeature } from './features/generate/generate.feature';
import { menuFeature } from './features/menu/menu.feature';
import { newAvatarFeature } from './features/new-avatar/new-avatar.feature';
import { ordersFeature } from './orders/orders.feature';
import { transcribeFeature } from './features/transcribe/transcribe.feature';

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
