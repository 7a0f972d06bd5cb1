// Written by `npm run docs` from the folders of libs/kinds.
import type { KindFixture } from '../order/kind-fixture';
import type { OrderKind } from './kinds';
import { TRAINING_FIXTURE } from '../training/training.fixture';
import { GENERATION_FIXTURE } from '../generation/generation.fixture';
import { UPSCALE_FIXTURE } from '../upscale/upscale.fixture';
import { TRANSCRIPTION_FIXTURE } from '../transcription/transcription.fixture';
import { RESTORATION_FIXTURE } from '../restoration/restoration.fixture';
import { DOCUMENT_FIXTURE } from '../document/document.fixture';
import { SPEECH_FIXTURE } from '../speech/speech.fixture';
import { QUESTION_FIXTURE } from '../question/question.fixture';
import { ANIMATION_FIXTURE } from '../animation/animation.fixture';
import { EDIT_FIXTURE } from '../edit/edit.fixture';
import { TOGETHER_FIXTURE } from '../together/together.fixture';

/** The rows of each kind that specs start from. */
export const KIND_FIXTURE = {
  training: TRAINING_FIXTURE,
  generation: GENERATION_FIXTURE,
  upscale: UPSCALE_FIXTURE,
  transcription: TRANSCRIPTION_FIXTURE,
  restoration: RESTORATION_FIXTURE,
  document: DOCUMENT_FIXTURE,
  speech: SPEECH_FIXTURE,
  question: QUESTION_FIXTURE,
  animation: ANIMATION_FIXTURE,
  edit: EDIT_FIXTURE,
  together: TOGETHER_FIXTURE,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows of different kinds stand side by side
} as const satisfies { readonly [Kind in OrderKind]: KindFixture<any> };
