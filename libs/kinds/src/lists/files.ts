// Written by `npm run docs` from the folders of libs/kinds.
import type { KindFile } from '../order/kind-file';
import type { OrderKind } from './kinds';
import { TRAINING_FILES } from '../training/training.files';
import { GENERATION_FILES } from '../generation/generation.files';
import { UPSCALE_FILES } from '../upscale/upscale.files';
import { TRANSCRIPTION_FILES } from '../transcription/transcription.files';
import { RESTORATION_FILES } from '../restoration/restoration.files';
import { DOCUMENT_FILES } from '../document/document.files';
import { SPEECH_FILES } from '../speech/speech.files';
import { QUESTION_FILES } from '../question/question.files';
import { ANIMATION_FILES } from '../animation/animation.files';
import { EDIT_FILES } from '../edit/edit.files';
import { TOGETHER_FILES } from '../together/together.files';

export * from '../training/training.files';
export * from '../generation/generation.files';
export * from '../upscale/upscale.files';
export * from '../transcription/transcription.files';
export * from '../restoration/restoration.files';
export * from '../document/document.files';
export * from '../speech/speech.files';
export * from '../question/question.files';
export * from '../animation/animation.files';
export * from '../edit/edit.files';
export * from '../together/together.files';

/** The files that orders of each kind leave. */
export const KIND_FILES = {
  training: TRAINING_FILES,
  generation: GENERATION_FILES,
  upscale: UPSCALE_FILES,
  transcription: TRANSCRIPTION_FILES,
  restoration: RESTORATION_FILES,
  document: DOCUMENT_FILES,
  speech: SPEECH_FILES,
  question: QUESTION_FILES,
  animation: ANIMATION_FILES,
  edit: EDIT_FILES,
  together: TOGETHER_FILES,
} as const satisfies { readonly [Kind in OrderKind]: readonly KindFile[] };
