import type { VideoInput } from '../../ports';
import { fileOf, type FalShape } from './model';

/** A picture that moves for five seconds, in the picture's own ratio (fal.md §7.7). */
export const wanTurbo: FalShape<VideoInput, { readonly url: string }> = {
  input: ({ pictureUrl, motion }) => ({ image_url: pictureUrl, prompt: motion }),
  used: () => ({ video: 1 }),
  output: (output) => ({ url: fileOf(output, 'video').url }),
};
