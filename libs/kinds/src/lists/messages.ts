// Written by `npm run docs` from the folders of libs/kinds.
import type { StartMessage } from '../order/start-message';
import type { ORDER_KIND, OrderKind } from './kinds';
import { TRAINING_START } from '../training/start-training.job';
import { GENERATION_START } from '../generation/start-generation.job';
import { UPSCALE_START } from '../upscale/start-upscale.job';
import { TRANSCRIPTION_START } from '../transcription/start-transcription.job';
import { RESTORATION_START } from '../restoration/start-restoration.job';
import { DOCUMENT_START } from '../document/start-document.job';
import { SPEECH_START } from '../speech/start-speech.job';
import { QUESTION_START } from '../question/start-question.job';
import { ANIMATION_START } from '../animation/start-animation.job';
import { EDIT_START } from '../edit/start-edit.job';
import { TOGETHER_START } from '../together/start-together.job';

export * from '../training/start-training.job';
export * from '../generation/start-generation.job';
export * from '../upscale/start-upscale.job';
export * from '../transcription/start-transcription.job';
export * from '../restoration/start-restoration.job';
export * from '../document/start-document.job';
export * from '../speech/start-speech.job';
export * from '../question/start-question.job';
export * from '../animation/start-animation.job';
export * from '../edit/start-edit.job';
export * from '../together/start-together.job';

/** The message that begins an order of each kind; its record names the item. */
export const START_MESSAGE = {
  training: TRAINING_START,
  generation: GENERATION_START,
  upscale: UPSCALE_START,
  transcription: TRANSCRIPTION_START,
  restoration: RESTORATION_START,
  document: DOCUMENT_START,
  speech: SPEECH_START,
  question: QUESTION_START,
  animation: ANIMATION_START,
  edit: EDIT_START,
  together: TOGETHER_START,
} as const satisfies {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- messages of different kinds stand side by side
  readonly [Kind in OrderKind]: StartMessage<any, (typeof ORDER_KIND)[Kind]['items'][number]>;
};
