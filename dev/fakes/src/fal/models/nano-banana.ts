import sharp from 'sharp';
import { drawnSelfies, readRibbon } from '../../drawn-faces';
import { ModelError } from '../jobs/errors';
import { explicitPicture, isExplicit } from '../../explicit';
import { editedPicture } from '../pictures';
import { downloadImage } from './download';
import { flag, inputReader, integer, oneOf, requiredText, type Size, text, textList } from './input';
import { defineModel, type RunContext } from './model';
import { BLUR_OF_ONE_PHOTO, drawImages, sizeAt, type Drawing } from './pictures';

const MOST_REFERENCES = 14;
/** The middle of the range that the model's page names for one picture at 1K; several pictures take the same time. */
const SECONDS = 25;
/** The sizes of pictures of about one megapixel, by their ratio. */
const SIDES: Readonly<Record<string, Size>> = {
  '1:1': { width: 1_024, height: 1_024 },
  '3:4': { width: 864, height: 1_184 },
  '4:3': { width: 1_184, height: 864 },
  '9:16': { width: 768, height: 1_344 },
  '16:9': { width: 1_344, height: 768 },
};
const TIMES: Readonly<Record<string, number>> = { '1K': 1, '2K': 2, '4K': 4 };

/**
 * With this many references of the person, the face is as sharp as it gets; with fewer it is out of focus. A reference that shows somebody
 * else, or nobody, takes away as much sharpness as a further reference of the person adds.
 */
const ENOUGH = 6;

export const nanoBananaEdit = defineModel(
  inputReader({
    prompt: requiredText,
    image_urls: textList(MOST_REFERENCES),
    num_images: integer(1, 1, 4),
    seed: integer(0, -Infinity, Infinity),
    aspect_ratio: oneOf('auto', ['auto', ...Object.keys(SIDES)]),
    output_format: oneOf('png', ['jpeg', 'png']),
    safety_tolerance: oneOf('4', ['1', '2', '3', '4', '5', '6']),
    resolution: oneOf('1K', Object.keys(TIMES)),
    limit_generations: flag(true),
    system_prompt: text(),
    sync_mode: flag(false),
  }),
  {
    waiting: 'pictures',
    seconds: () => SECONDS,
    run: async (input, context) => {
      refuseIfTold(context);
      const change = changeIn(input.prompt);
      const [only] = input.image_urls;
      if (change !== undefined && only !== undefined) {
        return changed(await downloadImage('image_urls', only, context), change, input, context);
      }
      const { images } = await drawFromReferences(context, { ...input, size: sizeOf(input) });
      // The answer has neither a seed nor has_nsfw_concepts, because the model has no such fields.
      return JSON.stringify({ images, description: '' });
    },
  },
);

/** Refuses the request if its fault is `nsfw`, because these models have no field that reports indecency. */
export const refuseIfTold = ({ job }: RunContext): void => {
  if (job.trouble?.kind !== 'nsfw') return;
  throw ModelError.at('prompt', 'content_policy_violation', 'The content could not be processed.');
};

/** What a prompt that begins with “Edit this picture” asks to change; undefined for a prompt that asks to draw somebody anew. */
const changeIn = (prompt: string): string | undefined =>
  /^edit (?:this|the) (?:picture|image|photo)\W+(.+?)(?:\. Change nothing else\b|$)/is.exec(prompt)?.[1];

/** The seed of a stranger's face. A change draws this face when a fault makes it forget the face of the person. */
const STRANGER = 63;

/** Changes a picture. The result has the ratio of the picture, and about one megapixel, or more at a higher resolution. */
const changed = async (
  picture: Buffer,
  change: string,
  { resolution, output_format: format }: { readonly resolution: string; readonly output_format: string },
  { files, job, share }: RunContext,
): Promise<string> => {
  if (await isExplicit(picture)) {
    throw ModelError.at('image_urls', 'content_policy_violation', 'The content could not be processed.');
  }
  const { width, height } = await sharp(picture).metadata();
  const factor = Math.sqrt((1_024 * 1_024 * (TIMES[resolution] ?? 1) ** 2) / (width * height));
  const side = (pixels: number): number => Math.round((pixels * factor) / 32) * 32;
  const size = sizeAt(share, { width: side(width), height: side(height) });
  const drawn =
    job.trouble?.kind === 'explicit'
      ? await explicitPicture(size).png().toBuffer()
      : job.trouble?.kind === 'stranger'
        ? (await drawnSelfies(STRANGER, 1))[0]!
        : await editedPicture(picture, change);
  const whole = sharp(drawn).resize(size.width, size.height, { fit: 'fill' });
  const bytes = await (format === 'png' ? whole.png() : whole.jpeg({ quality: 92 })).toBuffer();
  const { url } = await files.put(`picture-1.${format === 'png' ? 'png' : 'jpg'}`, `image/${format}`, bytes, job);
  return JSON.stringify({ images: [{ url, ...size, content_type: `image/${format}` }], description: '' });
};

const sizeOf = ({ aspect_ratio: ratio, resolution }: { aspect_ratio: string; resolution: string }): Size => {
  const { width, height } = SIDES[ratio] ?? SIDES['1:1']!;
  const times = TIMES[resolution] ?? 1;
  return { width: width * times, height: height * times };
};

/** The input of models that draw from several photos. */
interface ReferenceInput extends Pick<Drawing, 'prompt' | 'size' | 'output_format' | 'sync_mode'> {
  readonly image_urls: readonly string[];
  readonly num_images: number;
}

/** Draws the person whom most of the references show, beside as many others as the prompt asks for. */
export const drawFromReferences = async (
  context: RunContext,
  { image_urls: urls, num_images: count, prompt, size, output_format, sync_mode }: ReferenceInput,
) => {
  const references = await Promise.all(urls.map((url) => downloadImage('image_urls', url, context)));
  const { photos, beside, worth } = await peopleOn(references, asksFor(prompt));
  const blur = BLUR_OF_ONE_PHOTO * Math.max(0, 1 - worth / ENOUGH);
  return drawImages(context, { prompt, size, output_format, sync_mode, loras: [], photos, beside, count, blur });
};

/** How many people the prompt asks for, such as "3 people"; one when it names no number. */
const asksFor = (prompt: string): number => Number(/\b([2-4]) people\b/.exec(prompt)?.[1] ?? 1);

interface People {
  /** The references of the person whom most references show. */
  readonly photos: readonly Buffer[];
  /** A reference of each further person who is asked for. */
  readonly beside: readonly Buffer[];
  /**
   * How many references count for the sharpness of the faces. Each reference that shows somebody who is not drawn lowers this number by one.
   */
  readonly worth: number;
}

/** The people whom most references show, as many as are asked for. All photographs of real people count as photographs of one person. */
const peopleOn = async (references: readonly Buffer[], count: number): Promise<People> => {
  const seen = await Promise.all(
    references.map(async (photo) => {
      const person = await readRibbon(photo);
      return { photo, name: person ? `${person.kind} ${person.seed}` : '' };
    }),
  );
  const people = [...Map.groupBy(seen, ({ name }) => name).values()].map((photos) => photos.map(({ photo }) => photo));
  const ranked = people.toSorted((one, other) => other.length - one.length);
  const [most = [], ...others] = ranked.slice(0, count);
  const strangers = ranked.slice(count).flat().length;
  // In a group the person with the fewest references decides about the sharpness: each person counts as if they had only that many.
  const worth = Math.max(0, Math.min(...[most, ...others].map((photos) => photos.length)) * count - strangers);
  return { photos: most, beside: others.flatMap(([photo]) => photo ?? []), worth };
};
