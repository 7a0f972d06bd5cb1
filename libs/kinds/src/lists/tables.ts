// Written by `npm run docs` from the folders of libs/kinds.
import type { KindTable } from '../order/kind-table';
import type { OrderKind } from './kinds';
import { TRAINING_TABLE } from '../training/training.table';
import { GENERATION_TABLE } from '../generation/generation.table';
import { UPSCALE_TABLE } from '../upscale/upscale.table';
import { TRANSCRIPTION_TABLE } from '../transcription/transcription.table';
import { RESTORATION_TABLE } from '../restoration/restoration.table';
import { DOCUMENT_TABLE } from '../document/document.table';
import { SPEECH_TABLE } from '../speech/speech.table';
import { QUESTION_TABLE } from '../question/question.table';
import { ANIMATION_TABLE } from '../animation/animation.table';
import { EDIT_TABLE } from '../edit/edit.table';
import { TOGETHER_TABLE } from '../together/together.table';

export * from '../training/training.entity';
export * from '../generation/gallery.reader';
export * from '../generation/generation.reader';
export * from '../generation/image-generation.entity';
export * from '../generation/picture.entity';
export * from '../upscale/upscale.entity';
export * from '../upscale/upscale.reader';
export * from '../transcription/piece.entity';
export * from '../transcription/recording.entity';
export * from '../transcription/request-limit.entity';
export * from '../transcription/source.entity';
export * from '../transcription/transcript.entity';
export * from '../transcription/transcript.reader';
export * from '../restoration/enhancement.entity';
export * from '../restoration/enhancement.reader';
export * from '../document/document-order.entity';
export * from '../document/document-part.entity';
export * from '../document/document.reader';
export * from '../speech/speech-piece.entity';
export * from '../speech/speech.entity';
export * from '../speech/speech.reader';
export * from '../speech/voice-sample.entity';
export * from '../question/question-order.entity';
export * from '../question/question-part.entity';
export * from '../question/question.reader';
export * from '../animation/animation.entity';
export * from '../animation/animation.reader';
export * from '../edit/edit.entity';
export * from '../edit/edit.reader';
export * from '../together/measured-faces.entity';
export * from '../together/permission-use.entity';
export * from '../together/together.entity';
export * from '../together/together.reader';

/** How the database stores each kind of order. */
export const KIND_TABLE = {
  training: TRAINING_TABLE,
  generation: GENERATION_TABLE,
  upscale: UPSCALE_TABLE,
  transcription: TRANSCRIPTION_TABLE,
  restoration: RESTORATION_TABLE,
  document: DOCUMENT_TABLE,
  speech: SPEECH_TABLE,
  question: QUESTION_TABLE,
  animation: ANIMATION_TABLE,
  edit: EDIT_TABLE,
  together: TOGETHER_TABLE,
} as const satisfies { readonly [Kind in OrderKind]: KindTable };
