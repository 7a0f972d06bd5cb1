import { fileOf, type FalModel } from './model';
import { pixels } from './pictures';

/** What each side of a picture is multiplied by. */
export const UPSCALE_FACTOR = 2;

export interface UpscaleInput {
  /** FAL downloads the picture; its pixels, not its bytes, are what is paid for. */
  readonly pictureUrl: string;
}

export interface UpscaledPicture {
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
}

/**
 * A picture at twice its width and height, the face still the person's: FAL advises a fidelity of 0.5 (prettier) to 0.7 (closer).
 * https://fal.ai/models/fal-ai/codeformer/api, read 2026-11-20.
 */
export const upscaler: FalModel<UpscaleInput, UpscaledPicture> = {
  endpoint: 'fal-ai/codeformer',
  input: ({ pictureUrl }) => ({
    image_url: pictureUrl,
    fidelity: 0.7,
    upscale_factor: UPSCALE_FACTOR,
    face_upscale: true,
    only_center_face: false,
    aligned: false,
  }),
  output: (output) => {
    const { url, width, height } = fileOf(output, 'image');
    return { url, width: pixels(width), height: pixels(height) };
  },
};
