// Written by `npm run docs` from the folders of libs/kinds.
import type { OrderKindRecord } from '../order/order-kind';
import { TRAINING } from '../training/training';
import { GENERATION } from '../generation/generation';
import { UPSCALE } from '../upscale/upscale';
import { TRANSCRIPTION } from '../transcription/transcription';
import { RESTORATION } from '../restoration/restoration';
import { DOCUMENT } from '../document/document';
import { SPEECH } from '../speech/speech';
import { QUESTION } from '../question/question';
import { ANIMATION } from '../animation/animation';
import { EDIT } from '../edit/edit';
import { TOGETHER } from '../together/together';

export * from '../training/training';
export * from '../generation/generation';
export * from '../upscale/upscale';
export * from '../transcription/transcription';
export * from '../restoration/restoration';
export * from '../document/document';
export * from '../speech/speech';
export * from '../question/question';
export * from '../animation/animation';
export * from '../edit/edit';
export * from '../together/together';

/** Everything that is paid for, by the folder that tells of it. */
export const ORDER_KIND = {
  training: TRAINING,
  generation: GENERATION,
  upscale: UPSCALE,
  transcription: TRANSCRIPTION,
  restoration: RESTORATION,
  document: DOCUMENT,
  speech: SPEECH,
  question: QUESTION,
  animation: ANIMATION,
  edit: EDIT,
  together: TOGETHER,
} as const satisfies Record<string, OrderKindRecord>;
export type OrderKind = keyof typeof ORDER_KIND;
