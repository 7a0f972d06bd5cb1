import type { Drawing, DrawnPictures } from '../../ports';
import type { FalModel } from './model';
import { drawnPictures } from './pictures';

/** The price of a picture, whatever its shape (fal.md §7.4). */
const DOLLARS = 0.06;

/**
 * Pictures of four megapixels, about 2K on the longer side, without an avatar. The model takes no LoRA, no size and no
 * steps. https://fal.ai/models/fal-ai/flux-pro/v1.1-ultra/api, read 2026-11-20.
 */
export const fluxUltra: FalModel<Drawing, DrawnPictures> = {
  endpoint: 'fal-ai/flux-pro/v1.1-ultra',
  input: ({ prompt, aspectRatio, pictureCount, seed }) => ({
    prompt,
    aspect_ratio: aspectRatio,
    num_images: pictureCount,
    seed,
    // FAL's own default, between 1 (strictest) and 6, as a string (fal.md §7.4).
    safety_tolerance: '2',
    enhance_prompt: false,
    output_format: 'jpeg',
  }),
  dollars: ({ pictureCount }) => DOLLARS * pictureCount,
  output: drawnPictures,
};
