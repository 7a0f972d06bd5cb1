import type { DrawnPictures, PictureEdit, ReferenceDrawing } from '../../ports';
import type { FalShape } from './model';
import { changedPicture, drawnPictures, promptOfChange } from './pictures';

/**
 * A picture at 1K has about one megapixel. A larger one costs one and a half times as much or more, and people can order an upscale instead.
 */
const RESOLUTION = '1K';

/**
 * Draws a person from several photos, without a training. The answer has neither `seed` nor `has_nsfw_concepts`: our own review of each
 * picture says whether it is decent (decision 122). A refused idea is a failed request (`content_policy_violation`). Written from the types
 * of its twin nano-banana-2 in @fal-ai/client 1.10.1 and two public adapters of 2026-10, read 2026-11-23 (fal.md §7.5a).
 */
export const nanoBananaEdit: FalShape<ReferenceDrawing, DrawnPictures> = {
  input: ({ prompt, photoUrls, aspectRatio, pictureCount, seed }, { takes }) => ({
    prompt,
    image_urls: photoUrls.slice(0, takes?.references),
    num_images: pictureCount,
    aspect_ratio: aspectRatio,
    resolution: RESOLUTION,
    seed,
  }),
  used: ({ pictureCount, photoUrls }, { takes }) => ({
    picture: pictureCount,
    // Each picture is drawn by itself, and reads all references anew.
    reference: pictureCount * Math.min(photoUrls.length, takes?.references ?? photoUrls.length),
  }),
  output: drawnPictures,
};

/** Changes one picture, which keeps its own ratio. It takes no mask: the words say what changes. */
export const nanoBananaChange: FalShape<PictureEdit, { readonly url: string }> = {
  input: ({ pictureUrl, change, seed }) => ({
    prompt: promptOfChange(change),
    image_urls: [pictureUrl],
    num_images: 1,
    aspect_ratio: 'auto',
    resolution: RESOLUTION,
    seed,
  }),
  used: () => ({ picture: 1, reference: 1 }),
  output: changedPicture,
};
