import type { DrawnPictures, LoraDrawing } from '../../ports';
import type { Model } from '../../catalogue';
import { imageSizeOf, megapixelsOf, within, type FalShape } from './model';
import { drawnPictures } from './pictures';

/**
 * Pictures with a LoRA: FLUX.1, and its successors that keep the form. A model without guidance, such as a distilled one, has no guidance in
 * its limits; steps are cut to the most that a model takes. https://fal.ai/models/fal-ai/flux-lora/api, read 2026-11-20;
 * fal-ai/z-image/turbo/lora and fal-ai/flux-2/lora by the types of @fal-ai/client 1.10.1.
 */
export const fluxLora: FalShape<LoraDrawing, DrawnPictures> = {
  input: ({ prompt, loraUrl, loraScale, steps, guidanceScale, aspectRatio, pictureCount, seed }, model) => ({
    prompt,
    loras: [{ path: loraUrl, scale: loraScale }],
    image_size: imageSizeOf(model, aspectRatio),
    num_images: pictureCount,
    num_inference_steps: within(steps, model.limits?.steps),
    ...guidanceOf(model, guidanceScale),
    seed,
  }),
  used: ({ aspectRatio, pictureCount }, model) => ({ megapixel: megapixelsOf(model, aspectRatio) * pictureCount }),
  output: drawnPictures,
};

const guidanceOf = ({ limits }: Model, scale: number) =>
  limits?.guidanceScale === undefined ? {} : { guidance_scale: within(scale, limits.guidanceScale) };
