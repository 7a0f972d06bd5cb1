import type { UpscaleInput } from '../../ports';
import { fileOf, type FalModel } from './model';
import { pixels } from './pictures';

/** The price of a megapixel, from a second-hand source (fal.md §7.6); FAL may bill the megapixels of the result. */
const DOLLARS = 0.0021;

export interface UpscaledPicture {
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
}

/**
 * Makes a picture a multiple of its width and height and keeps the person's face: FAL advises a fidelity of 0.5
 * (prettier) to 0.7 (closer). https://fal.ai/models/fal-ai/codeformer/api, read 2026-11-20.
 */
export const upscaler: FalModel<UpscaleInput, UpscaledPicture> = {
  endpoint: 'fal-ai/codeformer',
  input: ({ pictureUrl, factor }) => ({
    image_url: pictureUrl,
    fidelity: 0.7,
    upscale_factor: factor,
    face_upscale: true,
    only_center_face: false,
    aligned: false,
  }),
  dollars: ({ width, height, factor }) => (DOLLARS * width * height * factor ** 2) / 1_000_000,
  output: (output) => {
    const { url, width, height } = fileOf(output, 'image');
    return { url, width: pixels(width), height: pixels(height) };
  },
};
