import type { UpscaleInput } from '../../ports';
import { fileOf, type FalShape } from './model';
import { pixels } from './pictures';

export interface UpscaledPicture {
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
}

/**
 * Enlarges a picture to a multiple of its width and height, and keeps the person's face. https://fal.ai/models/fal-ai/codeformer/api, read
 * 2026-11-20.
 */
export const codeformer: FalShape<UpscaleInput, UpscaledPicture> = {
  input: ({ pictureUrl, factor }) => ({ image_url: pictureUrl, upscale_factor: factor }),
  used: ({ width, height, factor }) => ({ megapixel: (width * height * factor ** 2) / 1_000_000 }),
  output: (output) => {
    const { url, width, height } = fileOf(output, 'image');
    return { url, width: pixels(width), height: pixels(height) };
  },
};
