export const ASPECT_RATIOS = ['1:1', '3:4', '4:3', '9:16', '16:9'] as const;
export type AspectRatio = (typeof ASPECT_RATIOS)[number];

/** How long a model may work on a picture of an avatar: it costs the same, and waiting is the price. */
export const PICTURE_QUALITIES = ['fast', 'normal', 'best'] as const;
export type PictureQuality = (typeof PICTURE_QUALITIES)[number];
/** The ratio nearest to a picture of this size: a picture half as wide is as far away as one twice as wide. */
export const nearestAspectRatio = (width: number, height: number): AspectRatio => {
  const distance = (ratio: AspectRatio): number => {
    const [across = 1, down = 1] = ratio.split(':').map(Number);
    return Math.abs(Math.log((width / height) * (down / across)));
  };
  return ASPECT_RATIOS.toSorted((one, other) => distance(one) - distance(other))[0]!;
};

/** What a person marks a delivered picture as: kept among the favourites, or shown as the avatar it was drawn with. */
export const PICTURE_MARKS = ['favourite', 'main-photo'] as const;
export type PictureMark = (typeof PICTURE_MARKS)[number];

export const MAX_PICTURES = 4;
/** How many pictures a photo session has: every look of a group once, or twice. */
export const SESSION_SIZES = [8, 16] as const;
export type SessionSize = (typeof SESSION_SIZES)[number];
export const MAX_SESSION = 16;

/** What decides how long pictures take: what is drawn, so by which model; for an avatar's own model the quality; and how many. */
export const picturesTimedAs = ({ drawn, quality, count }: TimedPictures): string =>
  [drawn, ...(drawn === 'avatar' || drawn === 'session' ? [quality] : []), count].join('.');
interface TimedPictures {
  /** An avatar by its model, looks of it one after another, an avatar by one photo, or an idea alone. */
  readonly drawn: 'avatar' | 'session' | 'photo' | 'idea';
  readonly quality: PictureQuality;
  readonly count: number;
}

/**
 * Characters of an idea, and of a prompt: as many as the models of Flux read, 512 tokens of about four (T5 encoder, fal.md §7.3). One
 * limit for both: a person who is shown a prompt may change a word in it and send it back.
 */
export const PROMPT_LENGTH = { min: 3, max: 1_800 } as const;

/** The typed text as an idea: one line. Undefined if it is too short or too long. */
export const ideaIn = (typed: string): string | undefined => {
  const idea = typed.replace(/\s+/g, ' ').trim();
  return idea.length >= PROMPT_LENGTH.min && idea.length <= PROMPT_LENGTH.max ? idea : undefined;
};

/** How large a delivered picture can be made, by the name of the screen that it fills. */
export const UPSCALE_SIZES = ['2k', '4k'] as const;
export type UpscaleSize = (typeof UPSCALE_SIZES)[number];

/** The longest side of each size, in pixels: what four times the sides of a one-megapixel picture, or twice those of ultra, stay below. */
const LONGEST_SIDE: Readonly<Record<UpscaleSize, number>> = { '2k': 2_800, '4k': 5_600 };
/** What FAL multiplies sides by; 4 is its most (fal.md §7.6). */
const FACTORS = [4, 2];

/** What each side of a picture is multiplied by to reach a size; undefined if it is as large already. */
export const upscaleFactor = (
  size: UpscaleSize,
  { width, height }: { readonly width: number; readonly height: number },
): number | undefined => FACTORS.find((factor) => Math.max(width, height) * factor <= LONGEST_SIDE[size]);
