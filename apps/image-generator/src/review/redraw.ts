import { AppError } from '@aisha/domain';
import {
  type ImageGeneration,
  PICTURE_PARTS,
  type PicturePart,
  type PictureReview,
  type Redraw,
} from '@aisha/kinds/tables';
import { seedAt } from '../generation/seeds';
import { drawnOf, picturesOf, seedOf } from '../generation/session';
import { cutTo } from '../prompt/avatar-words';
import type { PromptReading } from '../prompt/scene';
import type { Collected } from '../results/picture-collector';

/**
 * Out of 100. We ask the model to go below it only for ruined pictures (review-answer.ts): our choice, not measured.
 */
const RUINED_BELOW = 40;

/**
 * How many pictures of one order we pay for twice: all of one idea, the first four of a session. 14 cents of flux-lora
 * (fal.md §7.3).
 */
const REDRAWN_AT_MOST = 4;

/**
 * How far the seeds of redraws are from the others: the looks of a session use the next 31 seeds, 16 and each once
 * more.
 */
const SEEDS_FURTHER = 1_000;

/**
 * Words for a sound picture, for models that take no negative prompt, which draw a flaw that a prompt names. Not every
 * picture shows a person.
 */
const INSTEAD: Readonly<Record<PicturePart, string>> = {
  eyes: 'both eyes clear, symmetrical and in sharp focus, one round pupil in each',
  hands: 'relaxed natural hands, exactly five separate fingers on each',
  artefacts: 'one clean whole picture, every shape natural and well formed',
};

/** Whether a picture is broken: a low score alone may be taste, and a broken part alone a detail. */
export const isBroken = ({ score, ...parts }: PictureReview): boolean =>
  score < RUINED_BELOW && PICTURE_PARTS.some((part) => parts[part] === 'broken');

/** The pictures that are drawn again after a request of the order; null if none is broken, or enough have been drawn again. */
export function redrawAfter(order: ImageGeneration, { pictures, reason }: Collected): Redraw | null {
  const { session, redrawn } = order;
  const made = pictures.slice(session?.drawn.length ?? 0);
  const broken = made
    .filter(({ review }) => review && isBroken(review))
    .slice(0, Math.max(0, REDRAWN_AT_MOST - redrawn));
  if (broken.length === 0) return null;
  return {
    drawn: made.map(drawnOf),
    missed: reason?.code ?? null,
    positions: broken.map(({ position }) => position),
    seed: seedAt(session ? seedOf(order, session) : order.seed, SEEDS_FURTHER),
    flaws: PICTURE_PARTS.filter((part) => broken.some(({ review }) => review?.[part] === 'broken')),
  };
}

/** The request for the redraw, as an order of this many pictures. A person's own words stay unchanged (decision 57). */
export function orderAgain(asked: ImageGeneration, redraw: Redraw, { maxCharacters }: PromptReading): ImageGeneration {
  const { enhancedPrompt: prompt, promptWriter } = asked;
  const { flaws, positions, seed } = redraw;
  const instead = flaws.map((flaw) => `, ${INSTEAD[flaw]}`).join('');
  const better = prompt && cutTo(maxCharacters - instead.length, prompt) + instead;
  const enhancedPrompt = promptWriter === 'person' ? prompt : better;
  return { ...asked, units: positions.length, seed, enhancedPrompt };
}

/** The pictures of the first drawing. A second picture replaces the first where it came and is better. */
export function withBetter(
  order: ImageGeneration,
  { drawn, missed }: Redraw,
  second: Pick<Collected, 'pictures'> = { pictures: [] },
): Collected {
  const pictures = picturesOf(order, drawn).map((first) => {
    const other = second.pictures.find(({ position }) => position === first.position);
    return other && isBetter(other.review, first.review) ? other : first;
  });
  return { pictures, delivered: pictures.length, reason: missed && new AppError(missed) };
}

/**
 * Whether the second is better: the first is known to be broken, so a second without a verdict is likelier to be sound.
 */
const isBetter = (second: PictureReview | null, first: PictureReview | null): boolean =>
  second === null || !isBroken(second) || second.score >= (first?.score ?? 0);

/** Whether no picture of the first drawing is left: then the order's seed is the second one's. */
export const isAllNew = ({ drawn }: Redraw, pictures: Collected['pictures']): boolean =>
  !drawn.some(({ id }) => pictures.some((picture) => picture.id === id));
