import type { Receiver } from '@aisha/contracts';
import type { Schema } from '@aisha/database';

/** In whose `handled` table a receiver records what it did: how a sender learns that its message needs no sending any more. */
export const RECEIVER_SCHEMAS: Readonly<Record<Receiver, Schema>> = {
  'bot-gateway': 'bot',
  'avatar-trainer': 'trainer',
  'image-generator': 'generator',
  transcriber: 'transcriber',
  billing: 'billing',
};
