import sharp from 'sharp';
import { ModelError } from '../jobs/errors';
import { restoredPhoto } from '../pictures';
import { downloadImage } from './download';
import { decimal, flag, inputReader, integer, requiredText } from './input';
import { defineModel } from './model';
import { SEED_PLACE, seedOf, withSeed } from './seed';

const SECONDS = 3;
/** The longest side in pixels. FAL names no limit; beyond this one the fake would only use up the processor. */
const MAX_OUTPUT_SIDE = 8_192;

/** `fal-ai/codeformer`: faces restored, the whole picture enlarged. */
export const codeformer = defineModel(
  inputReader({
    image_url: requiredText,
    fidelity: decimal(0.5, 0, 1),
    upscale_factor: decimal(2, 1, 4),
    face_upscale: flag(true),
    only_center_face: flag(false),
    aligned: flag(false),
    seed: integer(0, -Infinity, Infinity),
  }),
  {
    waiting: 'pictures',
    seconds: () => SECONDS,
    run: async ({ image_url, upscale_factor: factor }, context) => {
      const source = await downloadImage('image_url', image_url, context);
      const { width, height } = await sharp(source).metadata();
      const limit = Math.floor(MAX_OUTPUT_SIDE / factor);
      if (Math.max(width, height) > limit) {
        throw ModelError.at('image_url', 'image_too_large', 'The image is too large.', {
          ctx: { max_width: limit, max_height: limit },
        });
      }
      const size = { width: Math.round(width * factor), height: Math.round(height * factor) };
      const restored = await restoredPhoto(source, size);
      const { data, info } = await restored.png({ compressionLevel: 4 }).toBuffer({ resolveWithObject: true });
      const file = await context.files.put('restored.png', 'image/png', data, context.job);
      const image = { ...file, width: info.width, height: info.height };
      return withSeed({ image, seed: SEED_PLACE }, seedOf(context));
    },
  },
);
