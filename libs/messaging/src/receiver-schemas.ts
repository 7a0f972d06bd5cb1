import type { Receiver } from '@aisha/contracts';
import type { Schema } from '@aisha/database';

/** The schema of each receiver's `handled` table, in which a sender finds that its message was handled. */
export const RECEIVER_SCHEMAS: Readonly<Record<Receiver, Schema>> = {
  'bot-gateway': 'bot',
  'avatar-trainer': 'trainer',
  'image-generator': 'generator',
  transcriber: 'transcriber',
  'photo-enhancer': 'enhancer',
  billing: 'billing',
  console: 'console',
  'public-api': 'api',
};
