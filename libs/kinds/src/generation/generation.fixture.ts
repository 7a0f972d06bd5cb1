import type { KindFixture } from '../order/kind-fixture';
import { ImageGeneration } from './image-generation.entity';

/** A generation with a completed avatar. */
export const GENERATION_FIXTURE = {
  entity: ImageGeneration,
  own: (_, { avatarId }) => ({
    input: { kind: 'avatar', avatarId },
    prompt: 'на берегу моря на закате',
    look: null,
    session: null,
    promptInEnglish: null,
    enhancedPrompt: null,
    negativePrompt: null,
    promptWriter: null,
    redraw: null,
    redrawn: 0,
    promptStages: [],
    aspectRatio: '1:1',
    quality: 'normal',
    seed: 42,
    generationConfig: {},
    timedAs: 'avatar.normal.1',
  }),
  avatar: { unless: 'input', status: 'completed', photos: 0 },
} satisfies KindFixture<ImageGeneration>;
