import { AppError } from '@aisha/domain';
import {
  type ImageGeneration,
  PICTURE_PARTS,
  type PicturePart,
  type PictureReview,
  type Redraw,
} from '@aisha/kinds/tables';
import { seedAt } from '../picture-orders/seeds';
import { drawnOf, picturesOf, seedOf } from './session';
import { cutTo } from '../prompt/scene/avatar-words';
import type { PromptReading } from '../prompt/scene/scene';
import type { Collected } from '../results/picture-collector';
import { isBroken } from '../review/review-answer';

/**
 * How many pictures of one order we pay for twice: all pictures of an idea, but only the first four of a session. Four cost 14 cents with
 * flux-lora (fal.md §7.3).
 */
const REDRAWN_AT_MOST = 4;

/**
 * How far the seed of a redraw is from the seed of its picture. A session needs the next 31 seeds: its 16 looks may each be requested
 * twice.
 */
const SEEDS_FURTHER = 1_000;

/**
 * Words that describe each part of a sound picture, for models that take no negative prompt: such a model draws a flaw that the prompt
 * names. The words name no person, because not every picture shows one.
 */
const INSTEAD: Readonly<Record<PicturePart, string>> = {
  eyes: 'both eyes clear, symmetrical and in sharp focus, one round pupil in each',
  hands: 'relaxed natural hands, exactly five separate fingers on each',
  artefacts: 'one clean whole picture, every shape natural and well formed',
};

/**
 * The pictures that are drawn again after a request of the order; null if none is broken, or if we have already paid for enough redraws.
 */
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

/**
 * The request for the redraw, in the form of an order of this many pictures. A prompt that the person wrote stays unchanged (decision 57).
 */
export function orderAgain(asked: ImageGeneration, redraw: Redraw, { maxCharacters }: PromptReading): ImageGeneration {
  const { enhancedPrompt: prompt, promptWriter } = asked;
  const { flaws, positions, seed } = redraw;
  const instead = flaws.map((flaw) => `, ${INSTEAD[flaw]}`).join('');
  const better = prompt && cutTo(maxCharacters - instead.length, prompt) + instead;
  const enhancedPrompt = promptWriter === 'person' ? prompt : better;
  return { ...asked, units: positions.length, seed, enhancedPrompt };
}

/** The pictures of the first drawing, each replaced by its redraw where the redraw has come and is better. */
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
 * Whether the redraw is better than the first picture, which is known to be broken. It is better if it is not broken, has no lower score, or
 * has no verdict, because without a verdict it is likelier to be sound.
 */
const isBetter = (second: PictureReview | null, first: PictureReview | null): boolean =>
  second === null || !isBroken(second) || second.score >= (first?.score ?? 0);

/** Whether every picture of the first drawing was replaced. The order then keeps the seed of the redraw. */
export const isAllNew = ({ drawn }: Redraw, pictures: Collected['pictures']): boolean =>
  !drawn.some(({ id }) => pictures.some((picture) => picture.id === id));
