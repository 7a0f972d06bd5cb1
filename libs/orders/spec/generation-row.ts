import { newId } from '@aisha/platform';
import type { AvatarId } from '@aisha/domain';

/** A generation's own columns, for specs whose work has nothing to do with pictures. */
export const generationRow = async () => ({
  units: 1,
  input: { kind: 'avatar' as const, avatarId: newId<AvatarId>() },
  prompt: 'на берегу моря',
  look: null,
  session: null,
  redraw: null,
  redrawn: 0,
  promptInEnglish: null,
  enhancedPrompt: null,
  negativePrompt: null,
  promptWriter: null,
  promptStages: [],
  aspectRatio: '1:1' as const,
  quality: 'normal' as const,
  seed: 42,
  generationConfig: {},
  timedAs: 'avatar.normal.1',
});
