import { PROMPT_LENGTH, type PictureQuality, type TrainingType } from '@aisha/domain';
import type { PromptReading } from '../prompt/scene';

/**
 * How the models of Flux read, which are all we draw with: as much as a prompt may have, and no negative prompt (fal.md §7.3). PuLID has a field for one (fal.md §7.5), but true CFG, without which it is not looked at, is off.
 */
export const FLUX: PromptReading = { maxCharacters: PROMPT_LENGTH.max, takesNegative: false };

/**
 * How long a picture of an avatar is worked on. FAL bills the pixels, not the steps (fal.md §7.3). How strongly the avatar shows is no
 * matter of quality: it is the avatar's.
 */
export const QUALITY: Readonly<Record<PictureQuality, { readonly steps: number; readonly guidanceScale: number }>> = {
  // A draft in about half the time: our choice, not measured at FAL.
  fast: { steps: 16, guidanceScale: 3.5 },
  // FAL's defaults (fal.md §7.3).
  normal: { steps: 28, guidanceScale: 3.5 },
  // The most that FAL takes (fal.md §7.3), and what the model card of FLUX.1 [dev] draws with.
  best: { steps: 50, guidanceScale: 3.5 },
};

/** How strongly an avatar of each type shows whose own scale is not known; 0.8–1.2 is useful (fal.md §7.3). */
export const LORA_SCALE: Readonly<Record<TrainingType, number>> = { portrait: 1, style: 1 };
