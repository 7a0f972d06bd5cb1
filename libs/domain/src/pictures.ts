export const ASPECT_RATIOS = ['1:1', '3:4', '4:3', '9:16', '16:9'] as const;
export type AspectRatio = (typeof ASPECT_RATIOS)[number];

/** How long a model may work on a picture of an avatar: a better quality costs the same and takes longer. */
export const PICTURE_QUALITIES = ['fast', 'normal', 'best'] as const;
export type PictureQuality = (typeof PICTURE_QUALITIES)[number];
/** The ratio nearest to a picture of this size, by factors: half as wide is as far away as twice as wide. */
export const nearestAspectRatio = (width: number, height: number): AspectRatio => {
  const distance = (ratio: AspectRatio): number => {
    const [across = 1, down = 1] = ratio.split(':').map(Number);
    return Math.abs(Math.log((width / height) * (down / across)));
  };
  return ASPECT_RATIOS.toSorted((one, other) => distance(one) - distance(other))[0]!;
};

/** The marks of a delivered picture: a favourite, or the main photo of the avatar that it was drawn with. */
export const PICTURE_MARKS = ['favourite', 'main-photo'] as const;
export type PictureMark = (typeof PICTURE_MARKS)[number];

export const MAX_PICTURES = 4;
/**
 * How many characters an idea or a prompt may have. The most is what the models of Flux read: 512 tokens of about four characters (T5
 * encoder, fal.md §7.3). Both have the same limit because a person who is shown a prompt may change a word in it and send it back as an
 * idea.
 */
export const PROMPT_LENGTH = { min: 3, max: 1_800 } as const;

/** The typed text as an idea: one line. Undefined if it is too short or too long. */
export const ideaIn = (typed: string): string | undefined => {
  const idea = typed.replace(/\s+/g, ' ').trim();
  return idea.length >= PROMPT_LENGTH.min && idea.length <= PROMPT_LENGTH.max ? idea : undefined;
};
