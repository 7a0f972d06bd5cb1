import sharp from 'sharp';
import { ModelError } from '../jobs/errors';
import { drawnSelfies } from '../../drawn-faces';
import { explicitPicture } from '../../explicit';
import { smeared } from '../../smear';
import { composePicture, rememberDrawing } from '../pictures';
import { download, downloadImage } from './download';
import {
  decimal,
  flag,
  imageSize,
  inputReader,
  integer,
  loraList,
  type LoraInput,
  oneOf,
  requiredText,
  type Size,
  text,
} from './input';
import { FLUX, type Lora, readLora, Z_IMAGE } from './lora';
import { defineModel, type RunContext } from './model';
import { SEED_PLACE, seedOf, withSeed } from './seed';

const OUTPUT_FORMATS = ['jpeg', 'png'] as const;
type OutputFormat = (typeof OUTPUT_FORMATS)[number];
/**
 * The seed of a stranger's face. To a face model all drawn people are a little alike, 0.3 to 0.5 apart; this one, drawn out of focus, is at
 * least 0.6 away from any of them.
 */
const STRANGER = 63;
/** The blur as a share of the shorter side. */
const STRANGER_BLUR = 0.009;
/**
 * The blur, as a share of the shorter side, of a face drawn from one photo. A face drawn from several photos, or with a trained model, is
 * sharper, because it is more like the person.
 */
export const BLUR_OF_ONE_PHOTO = 0.004;
const USUAL_STEPS = 28;
const SECONDS = { fluxLora: 7, zImage: 3, ultra: 11, pulid: 8 };

const fluxLoraFields = {
  prompt: requiredText,
  loras: loraList,
  image_size: imageSize,
  num_images: integer(1, 1, 4),
  num_inference_steps: integer(USUAL_STEPS, 1, 50),
  guidance_scale: decimal(3.5, 0, 35),
  seed: integer(0, -Infinity, Infinity),
  enable_safety_checker: flag(true),
  output_format: oneOf('jpeg', OUTPUT_FORMATS),
  acceleration: oneOf('none', ['none', 'regular']),
  sync_mode: flag(false),
};

export const fluxLora = defineModel(inputReader(fluxLoraFields), {
  waiting: 'pictures',
  seconds: ({ num_inference_steps: steps }) => (SECONDS.fluxLora * steps) / USUAL_STEPS,
  run: async (input, context) => {
    const loras = await loadLoras(input.loras, context);
    return draw(context, { ...input, loras, size: input.image_size, photos: [], count: input.num_images });
  },
});

/** At most eight steps, and no guidance; a LoRA of another base model is refused. */
export const zImageTurboLora = defineModel(
  inputReader({
    prompt: requiredText,
    loras: loraList,
    image_size: imageSize,
    num_images: integer(1, 1, 4),
    num_inference_steps: integer(8, 1, 8),
    seed: integer(0, -Infinity, Infinity),
    enable_safety_checker: flag(true),
    enable_prompt_expansion: flag(false),
    output_format: oneOf('png', OUTPUT_FORMATS),
    acceleration: oneOf('regular', ['none', 'regular', 'high']),
    sync_mode: flag(false),
  }),
  {
    waiting: 'pictures',
    seconds: () => SECONDS.zImage,
    run: async (input, context) => {
      const loras = await loadLoras(input.loras, context, Z_IMAGE);
      return draw(context, { ...input, loras, size: input.image_size, photos: [], count: input.num_images });
    },
  },
);

/** FLUX.2 takes the fields of FLUX.1, with other bounds. */
export const flux2Lora = defineModel(
  inputReader({
    ...fluxLoraFields,
    num_inference_steps: integer(USUAL_STEPS, 4, 50),
    guidance_scale: decimal(2.5, 0, 20),
    output_format: oneOf('png', OUTPUT_FORMATS),
  }),
  {
    waiting: 'pictures',
    seconds: () => SECONDS.fluxLora,
    run: async (input, context) => {
      const loras = await loadLoras(input.loras, context);
      return draw(context, { ...input, loras, size: input.image_size, photos: [], count: input.num_images });
    },
  },
);

export const fluxLoraImageToImage = defineModel(
  inputReader({ ...fluxLoraFields, image_url: requiredText, strength: decimal(0.85, 0.01, 1) }),
  {
    waiting: 'pictures',
    seconds: () => SECONDS.fluxLora,
    run: async (input, context) => {
      const loras = await loadLoras(input.loras, context);
      const photo = await downloadImage('image_url', input.image_url, context);
      return draw(context, { ...input, loras, size: input.image_size, photos: [photo], count: input.num_images });
    },
  },
);

export const fluxPulid = defineModel(
  inputReader({
    prompt: requiredText,
    reference_image_url: requiredText,
    image_size: imageSize,
    num_inference_steps: integer(20, 1, 50),
    guidance_scale: decimal(4, 0, 20),
    id_weight: decimal(1, 0, 1),
    start_step: integer(0, 0, 4),
    true_cfg: decimal(1, 1, 10),
    negative_prompt: text(),
    enable_safety_checker: flag(true),
    max_sequence_length: oneOf('128', ['128', '256', '512']),
    seed: integer(0, -Infinity, Infinity),
    sync_mode: flag(false),
  }),
  {
    waiting: 'pictures',
    seconds: () => SECONDS.pulid,
    run: async (input, context) => {
      const photo = await downloadImage('reference_image_url', input.reference_image_url, context);
      return draw(context, {
        ...input,
        loras: [],
        size: input.image_size,
        photos: [photo],
        count: 1,
        output_format: 'jpeg',
        blur: BLUR_OF_ONE_PHOTO,
      });
    },
  },
);

/** About four megapixels, sides in multiples of 32. */
const ULTRA_SIZES: Readonly<Record<string, Size>> = {
  '21:9': { width: 3_136, height: 1_344 },
  '16:9': { width: 2_752, height: 1_536 },
  '4:3': { width: 2_368, height: 1_792 },
  '3:2': { width: 2_496, height: 1_664 },
  '1:1': { width: 2_048, height: 2_048 },
  '2:3': { width: 1_664, height: 2_496 },
  '3:4': { width: 1_792, height: 2_368 },
  '9:16': { width: 1_536, height: 2_752 },
  '9:21': { width: 1_344, height: 3_136 },
};

export const fluxProUltra = defineModel(
  inputReader({
    prompt: requiredText,
    aspect_ratio: text('16:9'),
    num_images: integer(1, 1, 4),
    safety_tolerance: oneOf('2', ['1', '2', '3', '4', '5', '6']),
    raw: flag(false),
    image_url: text(),
    image_prompt_strength: decimal(0.1, 0, 1),
    enhance_prompt: flag(false),
    output_format: oneOf('jpeg', OUTPUT_FORMATS),
    seed: integer(0, -Infinity, Infinity),
    sync_mode: flag(false),
  }),
  {
    waiting: 'pictures',
    seconds: () => SECONDS.ultra,
    run: async (input, context) => {
      const photos = input.image_url === '' ? [] : [await downloadImage('image_url', input.image_url, context)];
      const size = sizeOfRatio(input.aspect_ratio);
      return draw(context, { ...input, loras: [], size, photos, count: input.num_images });
    },
  },
);

const sizeOfRatio = (ratio: string): Size => {
  const preset = Object.hasOwn(ULTRA_SIZES, ratio) ? ULTRA_SIZES[ratio] : undefined;
  if (preset) return preset;
  const [, across, down] = /^(\d{1,2}):(\d{1,2})$/.exec(ratio) ?? [];
  const aspect = Number(across) / Number(down);
  if (!(aspect >= 9 / 21 && aspect <= 21 / 9)) {
    throw ModelError.at('aspect_ratio', 'one_of', 'Aspect ratio must be between 21:9 and 9:21', {
      ctx: { expected: Object.keys(ULTRA_SIZES) },
      input: ratio,
    });
  }
  const side = (share: number): number => Math.round((2_048 * Math.sqrt(share)) / 32) * 32;
  return { width: side(aspect), height: side(1 / aspect) };
};

/** Really fetches every LoRA: an expired link fails here as it does at FAL. */
const loadLoras = (loras: readonly LoraInput[], context: RunContext, family: string = FLUX): Promise<readonly Lora[]> =>
  Promise.all(
    loras.map(async ({ path }) => {
      const lora = readLora(await download('loras', path, context));
      if (!lora || (lora !== 'foreign' && lora.family !== family))
        throw ModelError.at('loras', 'file_download_error', 'Failed to load the LoRA weights.');
      return lora;
    }),
  ).then((all) => all.filter((lora) => lora !== 'foreign'));

export interface Drawing {
  readonly prompt: string;
  readonly loras: readonly Lora[];
  readonly photos: readonly Buffer[];
  /** A photograph of each further person in the picture. */
  readonly beside?: readonly Buffer[];
  readonly size: Size;
  readonly count: number;
  readonly output_format: OutputFormat;
  readonly sync_mode: boolean;
  /** How far the face is out of focus, as a share of the shorter side; sharp when absent. */
  readonly blur?: number;
}

const draw = async (context: RunContext, drawing: Drawing): Promise<string> => {
  const began = performance.now();
  const { images, nsfw, seed } = await drawImages(context, drawing);
  const timings = { inference: (performance.now() - began) / 1_000 };
  return withSeed({ images, timings, seed: SEED_PLACE, has_nsfw_concepts: nsfw, prompt: drawing.prompt }, seed);
};

/** Draws the pictures of a request, spoilt as its fault demands. */
export const drawImages = async (
  context: RunContext,
  drawing: Drawing,
): Promise<{ readonly images: readonly object[]; readonly nsfw: readonly boolean[]; readonly seed: string }> => {
  const { files, job } = context;
  const size = sizeAt(context.share, drawing.size);
  const { prompt, output_format: format, loras } = drawing;
  const seed = seedOf(context);
  const trouble = job.trouble;
  const delivered =
    trouble?.kind === 'fewer' ? Math.min(drawing.count, trouble.images ?? drawing.count - 1) : drawing.count;
  const spoilt = trouble?.images ?? drawing.count;
  const isFlagged = trouble?.kind === 'nsfw' || trouble?.kind === 'nsfw-shown';
  const nsfw = Array.from({ length: delivered }, (_, index) => isFlagged && index < spoilt);
  const missing = loras.filter(({ trigger }) => trigger !== '' && !prompt.includes(trigger));
  const ordered = [...drawing.photos, ...loras.flatMap((lora) => (lora.isStyle ? [] : lora.photos))];
  const isOfStranger = trouble?.kind === 'stranger';
  const photos = isOfStranger ? await drawnSelfies(STRANGER, 1) : ordered;
  const stylePictures = loras.flatMap((lora) => (lora.isStyle ? lora.photos : []));
  const triggers = loras.map(({ trigger }) => trigger).filter((trigger) => trigger !== '');

  const images = [];
  for (const [index, isIndecent] of nsfw.entries()) {
    // An indecent picture is usually black (fal.md §0, 11), and sometimes not.
    const isBlack = isIndecent && trouble?.kind === 'nsfw';
    const order = {
      prompt: withoutTriggers(prompt, triggers),
      photos,
      // With the fault `one-missing`, one of the people is not drawn.
      beside: (drawing.beside ?? []).slice(trouble?.kind === 'one-missing' ? 1 : 0),
      stylePictures,
      seed,
      index,
      ...size,
      ...(missing.length > 0 && { note: 'trigger word absent' }),
    };
    const picture = isBlack
      ? sharp({ create: { ...size, channels: 3, background: '#000' } })
      : await composePicture(order);
    const blur = isOfStranger ? STRANGER_BLUR : (drawing.blur ?? 0);
    if (blur > 0 && !isBlack) picture.blur(Math.min(size.width, size.height) * blur);
    const isSpoilt = index < spoilt;
    const smear = trouble?.kind === 'broken' ? 'half' : trouble?.kind === 'ruined' ? 'whole' : null;
    const drawn = smear && isSpoilt ? sharp(await smeared(await picture.png().toBuffer(), size, smear)) : picture;
    const whole = trouble?.kind === 'explicit' && isSpoilt ? explicitPicture(size) : drawn;
    const bytes = await (
      format === 'png' ? whole.png({ compressionLevel: 4 }) : whole.jpeg({ quality: 90 })
    ).toBuffer();
    if (whole === picture) await rememberDrawing(bytes, order);
    const type = `image/${format}`;
    const url = drawing.sync_mode
      ? `data:${type};base64,${bytes.toString('base64')}`
      : (await files.put(`picture-${index + 1}.${format === 'png' ? 'png' : 'jpg'}`, type, bytes, job)).url;
    images.push({ url, width: size.width, height: size.height, content_type: type });
  }
  return { images, nsfw, seed };
};

/** The size that is drawn in part: a share of it. */
export const sizeAt = (share: number, { width, height }: Size): Size => ({
  width: Math.round(width * share),
  height: Math.round(height * share),
});

const withoutTriggers = (prompt: string, triggers: readonly string[]): string =>
  triggers
    .reduce((rest, trigger) => rest.replaceAll(trigger, ''), prompt)
    .replace(/\s+/g, ' ')
    .trim();
