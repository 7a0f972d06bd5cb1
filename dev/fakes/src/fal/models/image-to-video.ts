import { ModelError } from '../jobs/errors';
import { isExplicit } from '../../explicit';
import { movingPicture } from '../../moving-picture';
import { downloadImage } from './download';
import { flag, inputReader, integer, oneOf, requiredText } from './input';
import { defineModel } from './model';
import { SEED_PLACE, seedOf, withSeed } from './seed';

const SECONDS = 90;
/** How many frames a video has that is told to have fewer: half a second of them. */
const FEWER_FRAMES = 8;

/**
 * `fal-ai/wan/v2.2-a14b/image-to-video/turbo`: a picture becomes a video. The fake ignores what the prompt asks to move, and moves the
 * camera instead.
 */
export const wanTurbo = defineModel(
  inputReader({
    prompt: requiredText,
    image_url: requiredText,
    resolution: oneOf('720p', ['480p', '580p', '720p']),
    aspect_ratio: oneOf('auto', ['auto', '16:9', '9:16', '1:1']),
    enable_safety_checker: flag(false),
    enable_output_safety_checker: flag(false),
    enable_prompt_expansion: flag(false),
    acceleration: oneOf('regular', ['none', 'regular']),
    video_quality: oneOf('high', ['low', 'medium', 'high', 'maximum']),
    seed: integer(0, -Infinity, Infinity),
  }),
  {
    waiting: 'pictures',
    seconds: () => SECONDS,
    run: async (input, context) => {
      const picture = await downloadImage('image_url', input.image_url, context);
      if ((input.enable_safety_checker || input.enable_output_safety_checker) && (await isExplicit(picture))) {
        throw ModelError.at('image_url', 'content_policy_violation', 'The content was flagged by a content checker.');
      }
      const trouble = context.job.trouble?.kind;
      const whole = await movingPicture(picture, context.signal, trouble === 'fewer' ? FEWER_FRAMES : undefined);
      const bytes = trouble === 'broken' ? whole.subarray(0, whole.length >> 1) : whole;
      const video = await context.files.put('video.mp4', 'video/mp4', bytes, context.job);
      return withSeed({ video, seed: SEED_PLACE, prompt: input.prompt }, seedOf(context));
    },
  },
);
