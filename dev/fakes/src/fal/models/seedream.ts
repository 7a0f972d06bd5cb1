import { flag, imageSize, inputReader, integer, oneOf, requiredText, textList } from './input';
import { defineModel } from './model';
import { drawFromReferences, refuseIfTold } from './nano-banana';

/** How many references the model looks at, at most; of more references it uses the last ones. */
const LOOKED_AT = 10;
/** How long a picture takes: about the middle of what is published. */
const SECONDS = 10;

/** Written from https://fal.ai/models/bytedance/seedream/v5/flash/edit/llms.txt, read 2026-11-23: no seed goes in or comes out. */
export const seedreamFlashEdit = defineModel(
  inputReader({
    prompt: requiredText,
    image_urls: textList(100),
    image_size: imageSize,
    num_images: integer(1, 1, 6),
    output_format: oneOf('jpeg', ['jpeg', 'png']),
    enable_safety_checker: flag(true),
    sync_mode: flag(false),
  }),
  {
    waiting: 'pictures',
    seconds: () => SECONDS,
    run: async (input, context) => {
      refuseIfTold(context);
      const looked = { ...input, image_urls: input.image_urls.slice(-LOOKED_AT), size: input.image_size };
      const { images } = await drawFromReferences(context, looked);
      return JSON.stringify({ images });
    },
  },
);
