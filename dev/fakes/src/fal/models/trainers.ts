import { randomUUID } from 'node:crypto';
import { ModelError } from '../jobs/errors';
import { readTrainingSet } from './archive';
import { download } from './download';
import { decimal, flag, inputReader, integer, requiredText, text } from './input';
import { FLUX, writeLora, Z_IMAGE } from './lora';
import { defineModel, type RunContext } from './model';

const MAX_STEPS = 10_000;
/**
 * How many seconds a step takes. At FAL 2,500 steps of the portrait trainer take 5 to 20 minutes, and 1,000 steps of the fast one 2 to 5.
 */
const PORTRAIT_SECONDS_PER_STEP = 0.16;
const FAST_SECONDS_PER_STEP = 0.2;
/** The fewest images that a trainer takes. FAL names this number for the fast training and none for the portrait trainer. */
const MIN_IMAGES = 4;

export const portraitTrainer = defineModel(
  inputReader({
    images_data_url: requiredText,
    trigger_phrase: text(),
    steps: integer(2_500, 1, MAX_STEPS),
    learning_rate: decimal(0.000_09, 0.000_001, 0.001),
    multiresolution_training: flag(true),
    subject_crop: flag(true),
    create_masks: flag(false),
    data_archive_format: text(),
    resume_from_checkpoint: text(),
  }),
  {
    waiting: 'training',
    seconds: ({ steps }) => steps * PORTRAIT_SECONDS_PER_STEP,
    run: (input, context) =>
      train(context, input.images_data_url, input.trigger_phrase, false, {
        steps: input.steps,
        learning_rate: input.learning_rate,
        trigger_phrase: input.trigger_phrase,
      }),
  },
);

export const fastTrainer = defineModel(
  inputReader({
    images_data_url: requiredText,
    trigger_word: text(),
    is_style: flag(false),
    create_masks: flag(true),
    steps: integer(1_000, 1, MAX_STEPS),
    is_input_format_already_preprocessed: flag(false),
    data_archive_format: text(),
  }),
  {
    waiting: 'training',
    seconds: ({ steps }) => steps * FAST_SECONDS_PER_STEP,
    run: (input, context) =>
      train(context, input.images_data_url, input.trigger_word, input.is_style, {
        steps: input.steps,
        trigger_word: input.trigger_word,
        is_style: input.is_style,
      }),
  },
);

/** 2000 steps take 3–10 minutes. */
const Z_IMAGE_SECONDS_PER_STEP = 0.18;

/** The trainer has no field for the trigger: the word is in `default_caption`, without which each photo needs a caption of its own. */
export const zImageTrainer = defineModel(
  inputReader({
    image_data_url: requiredText,
    steps: integer(2_000, 100, MAX_STEPS),
    learning_rate: decimal(0.000_5, 0.000_001, 0.01),
    default_caption: text(),
  }),
  {
    waiting: 'training',
    seconds: ({ steps }) => steps * Z_IMAGE_SECONDS_PER_STEP,
    run: (input, context) => {
      const [, trigger = ''] = /^a photo of (\S+) /.exec(input.default_caption) ?? [];
      return train(
        context,
        input.image_data_url,
        trigger,
        false,
        { ...input },
        { family: Z_IMAGE, isCaptioned: trigger !== '' },
      );
    },
  },
);

const train = async (
  context: RunContext,
  url: string,
  trigger: string,
  isStyle: boolean,
  settings: Readonly<Record<string, unknown>>,
  { family = FLUX, isCaptioned = true }: { readonly family?: string; readonly isCaptioned?: boolean } = {},
): Promise<string> => {
  if (url.startsWith('data:')) {
    throw ModelError.at('images_data_url', 'sequence_too_long', 'URL should have at most 2083 characters', {
      ctx: { max_length: 2_083 },
    });
  }
  const set = await readTrainingSet(await download('images_data_url', url, context), MIN_IMAGES);
  if (!isCaptioned && set.captionCount < set.imageCount) {
    throw ModelError.at('image_data_url', 'missing', 'An image has neither a caption nor a default one.');
  }
  const id = randomUUID();
  const lora = writeLora({ id, trigger, isStyle, family, photos: set.photos });
  const config = JSON.stringify({ ...settings, images: set.imageCount, captions: set.captionCount });
  const { files, job } = context;
  const [loraFile, configFile] = await Promise.all([
    files.put('pytorch_lora_weights.safetensors', 'application/octet-stream', lora, job),
    files.put('config.json', 'application/json', Buffer.from(config), job),
  ]);
  return JSON.stringify({ diffusers_lora_file: loraFile, config_file: configFile });
};
