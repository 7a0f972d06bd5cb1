import type { Scene, Shown, Stage } from '../scene/scene';

interface Flaw {
  readonly where: Shown;
  /** The words for a model with a negative prompt. */
  readonly negative: string;
  /** The words for a model without a negative prompt: such a model draws a flaw when the prompt names it. */
  readonly positive: string;
}

const FLAWS: readonly Flaw[] = [
  {
    where: 'close-up',
    negative: 'crossed eyes, asymmetric eyes, distorted pupils, plastic skin',
    positive: 'symmetrical clear eyes with round pupils',
  },
  {
    where: 'hands',
    negative: 'deformed hands, extra fingers, fused fingers',
    positive: 'natural well-formed hands with five fingers each',
  },
  {
    where: 'whole-figure',
    negative: 'extra limbs, missing limbs, twisted joints',
    positive: 'natural body proportions, two arms and two legs',
  },
  { where: 'lettering', negative: 'text, garbled letters, watermark', positive: 'distant signs softly out of focus' },
  {
    where: 'crowd',
    negative: 'cloned faces, distorted background faces',
    positive: 'other people softly out of focus',
  },
  { where: 'mirror', negative: 'a reflection that does not match', positive: 'a true reflection of the same person' },
];

/** Flaws that no picture of a person should have. */
const ALWAYS: Omit<Flaw, 'where'> = {
  negative: 'distorted proportions, blurry, low quality',
  positive: '',
};

/** Matches an idea that asks for an inscription, which must stay. */
const ASKS_FOR_LETTERS =
  /[«“„"][^»”"]+[»”"]|\b(?:text|words?|inscription|lettering|caption|logo|saying|reads)\b|надпис|(?<!\p{L})(?:слов[оа]м?(?!\p{L})|текст|букв)/iu;

const likelyIn = ({ avatar, idea, shows }: Scene): (typeof ALWAYS)[] => {
  const isLikely = ({ where }: Flaw): boolean =>
    shows.includes(where) && !(where === 'lettering' && ASKS_FOR_LETTERS.test(idea));
  // People look at the eyes of a portrait first, unless the picture shows the whole figure or a wide view, in which the eyes are small.
  const isNear = avatar.trainingType === 'portrait' && !shows.includes('whole-figure') && !shows.includes('wide-view');
  return [...FLAWS.filter((flaw) => isLikely(flaw) || (flaw.where === 'close-up' && isNear)), ALWAYS];
};

/**
 * Adds words against the flaws that models make in such a picture: as a negative prompt where the model takes one, otherwise as words for
 * the opposite.
 */
export const flaws: Stage = {
  name: 'flaws',
  add: (scene) => {
    const likely = likelyIn(scene);
    if (scene.reading.takesNegative) return { flaws: likely.map(({ negative }) => negative) };
    return { phrases: [...scene.phrases, ...likely.map(({ positive }) => positive)] };
  },
};
