import type { DrawnPictures, PhotoDrawing } from '../../ports';
import { IMAGE_SIZES } from './flux-lora';
import type { FalModel } from './model';
import { drawnPictures } from './pictures';

/**
 * The price of a picture of one megapixel. fal.md §7.5 names no price: this is the one of flux-lora, the same model
 * without PuLID.
 */
const DOLLARS = 0.035;

/**
 * Draws a person from one photo, without a training: one picture a request. Steps and guidance are FAL's defaults
 * (fal.md §7.5). https://fal.ai/models/fal-ai/flux-pulid/api, read 2026-11-20.
 */
export const fluxPulid: FalModel<PhotoDrawing, DrawnPictures> = {
  endpoint: 'fal-ai/flux-pulid',
  input: ({ prompt, photoUrl, aspectRatio, seed }) => ({
    prompt,
    reference_image_url: photoUrl,
    image_size: IMAGE_SIZES[aspectRatio],
    num_inference_steps: 20,
    guidance_scale: 4,
    id_weight: 1,
    // The length in tokens, as a string; our prompts may have this many (fal.md §7.5).
    max_sequence_length: '512',
    seed,
    enable_safety_checker: true,
  }),
  dollars: () => DOLLARS,
  output: drawnPictures,
};
