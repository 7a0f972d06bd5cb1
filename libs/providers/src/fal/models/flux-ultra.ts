import type { Drawing, DrawnPictures } from '../../ports';
import type { FalShape } from './model';
import { drawnPictures } from './pictures';

/**
 * Pictures without an avatar, about 2K on the longer side. The model takes no LoRA, no size and no steps.
 * https://fal.ai/models/fal-ai/flux-pro/v1.1-ultra/api, read 2026-11-20.
 */
export const fluxUltra: FalShape<Drawing, DrawnPictures> = {
  input: ({ prompt, aspectRatio, pictureCount, seed }) => ({
    prompt,
    aspect_ratio: aspectRatio,
    num_images: pictureCount,
    seed,
  }),
  used: ({ pictureCount }) => ({ picture: pictureCount }),
  output: drawnPictures,
};
