import type { OrderKind } from '@aisha/domain';

/** Where each kind of order lives, in the schema of whoever does it. */
export const ORDER_TABLES: Readonly<Record<OrderKind, string>> = {
  training: 'trainer.training',
  generation: 'generator.image_generation',
  transcription: 'transcriber.recording',
};
