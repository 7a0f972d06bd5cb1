import type { VideoInput } from '../../ports';
import { bytesOf, fileOf, type FalShape, type MadeFile } from './model';

/** A picture that moves for five seconds, in the picture's own ratio (fal.md §7.7). */
export const wanTurbo: FalShape<VideoInput, MadeFile> = {
  input: ({ pictureUrl, motion }) => ({ image_url: pictureUrl, prompt: motion }),
  used: () => ({ video: 1 }),
  output: (output) => {
    const file = fileOf(output, 'video');
    return { url: file.url, bytes: bytesOf(file) };
  },
};
