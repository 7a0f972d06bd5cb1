import type { VideoInput } from '../../ports';
import { fileOf, type FalModel } from './model';

/** The price of a video at 720p, from a second-hand source (fal.md §7.7). */
const DOLLARS = 0.1;

/** A picture that moves for five seconds, in the picture's own ratio (fal.md §7.7). */
export const animator: FalModel<VideoInput, { readonly url: string }> = {
  endpoint: 'fal-ai/wan/v2.2-a14b/image-to-video/turbo',
  input: ({ pictureUrl, motion }) => ({
    image_url: pictureUrl,
    prompt: motion,
    resolution: '720p',
    aspect_ratio: 'auto',
    enable_safety_checker: true,
    enable_output_safety_checker: true,
    enable_prompt_expansion: false,
  }),
  dollars: () => DOLLARS,
  output: (output) => ({ url: fileOf(output, 'video').url }),
};
