import { PROMPT_LENGTH, type PictureQuality, type TrainingType } from '@aisha/domain';
import type { PromptReading } from '../prompt/scene/scene';

/**
 * What the Flux models accept: prompts as long as ours may be, and no negative prompt (fal.md §7.3). Every prompt is written within these
 * limits. PuLID has a field for a negative prompt (fal.md §7.5), but ignores it without true CFG, which is off.
 */
export const FLUX: PromptReading = { maxCharacters: PROMPT_LENGTH.max, takesNegative: false };

/**
 * How many steps FAL works on a picture of an avatar for each quality. FAL bills the pixels, not the steps (fal.md §7.3). How strongly the
 * avatar shows depends on the avatar and not on the quality.
 */
export const QUALITY: Readonly<Record<PictureQuality, { readonly steps: number; readonly guidanceScale: number }>> = {
  // A draft takes about half the time: our estimate, not measured at FAL.
  fast: { steps: 16, guidanceScale: 3.5 },
  // The defaults of FAL (fal.md §7.3).
  normal: { steps: 28, guidanceScale: 3.5 },
  // The most steps that FAL takes (fal.md §7.3), and the setting on the model card of FLUX.1 [dev].
  best: { steps: 50, guidanceScale: 3.5 },
};

/** How strongly an avatar without a scale of its own shows, by type; 0.8–1.2 is useful (fal.md §7.3). */
export const LORA_SCALE: Readonly<Record<TrainingType, number>> = { portrait: 1, style: 1 };
