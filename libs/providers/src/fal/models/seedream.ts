import type { DrawnPictures, ReferenceDrawing } from '../../ports';
import { imageSizeOf, type FalShape } from './model';
import { drawnPictures } from './pictures';

/**
 * Draws a person from several photos. No seed goes in or comes out, and of too many references the last count: ours are
 * cut from the front. https://fal.ai/models/bytedance/seedream/v5/flash/edit/llms.txt, read 2026-11-23.
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
