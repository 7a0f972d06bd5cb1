import type { AspectRatio } from '@aisha/domain';
import type { FalModel } from './model';
import { drawnPictures, type DrawnPictures } from './pictures';

export interface FluxUltraWish {
  readonly prompt: string;
  readonly aspectRatio: AspectRatio;
  /** 1 to 4. */
  readonly pictureCount: number;
  /** Below 2^31. */
  readonly seed: number;
}

/** Pictures without an avatar, larger. Takes no LoRA. https://fal.ai/models/fal-ai/flux-pro/v1.1-ultra/api, read 2026-11-20. */
export const fluxUltra: FalModel<FluxUltraWish, DrawnPictures> = {
  endpoint: 'fal-ai/flux-pro/v1.1-ultra',
  input: ({ prompt, aspectRatio, pictureCount, seed }) => ({
    prompt,
    aspect_ratio: aspectRatio,
    num_images: pictureCount,
    seed,
    safety_tolerance: '2', // a string, as FAL wants it
    output_format: 'jpeg',
  }),
  output: drawnPictures,
};
