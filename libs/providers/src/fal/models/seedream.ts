import type { DrawnPictures, PictureEdit, ReferenceDrawing } from '../../ports';
import { imageSizeOf, type FalShape } from './model';
import { changedPicture, drawnPictures, promptOfChange } from './pictures';

/**
 * Draws a person from several photos. The model takes no seed and gives none. From too many references it would take the last ones, so we
 * send only the first ones. https://fal.ai/models/bytedance/seedream/v5/flash/edit/llms.txt, read 2026-11-23.
 */
export const seedreamReferences: FalShape<ReferenceDrawing, DrawnPictures> = {
  input: ({ prompt, photoUrls, aspectRatio, pictureCount }, model) => ({
    prompt,
    image_urls: photoUrls.slice(0, model.takes?.references),
    num_images: pictureCount,
    image_size: imageSizeOf(model, aspectRatio),
  }),
  used: ({ pictureCount }) => ({ picture: pictureCount }),
  output: drawnPictures,
};

/** Changes one picture, at about its own ratio: `auto_2K` is the model's default. It takes no mask. */
export const seedreamChange: FalShape<PictureEdit, { readonly url: string }> = {
  input: ({ pictureUrl, change }) => ({
    prompt: promptOfChange(change),
    image_urls: [pictureUrl],
    num_images: 1,
    image_size: 'auto_2K',
  }),
  used: () => ({ picture: 1 }),
  output: changedPicture,
};
