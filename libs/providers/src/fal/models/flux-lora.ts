import type { AspectRatio } from '@aisha/domain';
import type { DrawnPictures, LoraDrawing } from '../../ports';
import type { FalModel } from './model';
import { drawnPictures } from './pictures';

interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Each size has one megapixel at most, because FAL bills every started one (fal.md §7.3), and nearly one, because a smaller picture costs
 * the same. Sides are multiples of 32, nearest to the ratio; FAL's own presets are smaller (16:9 is 1024×576).
 */
export const IMAGE_SIZES: Readonly<Record<AspectRatio, ImageSize>> = {
  '1:1': { width: 1024, height: 1024 },
  '3:4': { width: 864, height: 1152 },
  '4:3': { width: 1152, height: 864 },
  '9:16': { width: 736, height: 1312 },
  '16:9': { width: 1312, height: 736 },
};

/** The price of a picture of one megapixel (fal.md §7.3). */
const DOLLARS = 0.035;

/** Pictures with an avatar. https://fal.ai/models/fal-ai/flux-lora/api, read 2026-11-20. */
export const fluxLora: FalModel<LoraDrawing, DrawnPictures> = {
  endpoint: 'fal-ai/flux-lora',
  input: ({ prompt, loraUrl, loraScale, steps, guidanceScale, aspectRatio, pictureCount, seed }) => ({
    prompt,
    loras: [{ path: loraUrl, scale: loraScale }],
    image_size: IMAGE_SIZES[aspectRatio],
    num_images: pictureCount,
    num_inference_steps: steps,
    guidance_scale: guidanceScale,
    seed,
    enable_safety_checker: true,
    output_format: 'jpeg',
  }),
  dollars: ({ pictureCount }) => DOLLARS * pictureCount,
  output: drawnPictures,
};
