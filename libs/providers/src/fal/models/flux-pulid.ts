import type { DrawnPictures, PhotoDrawing } from '../../ports';
import { imageSizeOf, megapixelsOf, type FalShape } from './model';
import { drawnPictures } from './pictures';

/**
 * Draws a person from one photo, without a training: one picture a request.
 * https://fal.ai/models/fal-ai/flux-pulid/api, read 2026-11-20.
 */
export const fluxPulid: FalShape<PhotoDrawing, DrawnPictures> = {
  input: ({ prompt, photoUrl, aspectRatio, seed }, model) => ({
    prompt,
    reference_image_url: photoUrl,
    image_size: imageSizeOf(model, aspectRatio),
    seed,
  }),
  used: ({ aspectRatio }, model) => ({ megapixel: megapixelsOf(model, aspectRatio) }),
  output: drawnPictures,
};
