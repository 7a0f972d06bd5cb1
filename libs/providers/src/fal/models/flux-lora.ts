import type { AspectRatio } from '@aisha/domain';
import type { FalModel } from './model';
import { drawnPictures, type DrawnPictures } from './pictures';

export interface FluxLoraWish {
  readonly prompt: string;
  readonly loraUrl: string;
  /** How strongly the avatar shows; 0.8–1.2 is useful. */
  readonly loraScale: number;
  readonly aspectRatio: AspectRatio;
  /** 1 to 4. */
  readonly pictureCount: number;
  /** Below 2^31. */
  readonly seed: number;
}

/** FAL's names of sizes: about one megapixel and less, 16:9 is 1024×576. */
const IMAGE_SIZES: Readonly<Record<AspectRatio, string>> = {
  '1:1': 'square_hd',
  '3:4': 'portrait_4_3',
  '4:3': 'landscape_4_3',
  '9:16': 'portrait_16_9',
  '16:9': 'landscape_16_9',
};

/** Pictures with an avatar. https://fal.ai/models/fal-ai/flux-lora/api, read 2026-11-20. */
export const fluxLora: FalModel<FluxLoraWish, DrawnPictures> = {
  endpoint: 'fal-ai/flux-lora',
  input: ({ prompt, loraUrl, loraScale, aspectRatio, pictureCount, seed }) => ({
    prompt,
    loras: [{ path: loraUrl, scale: loraScale }],
    image_size: IMAGE_SIZES[aspectRatio],
    num_images: pictureCount,
    num_inference_steps: 28,
    guidance_scale: 3.5,
    seed,
    enable_safety_checker: true,
    output_format: 'jpeg',
  }),
  output: drawnPictures,
};
