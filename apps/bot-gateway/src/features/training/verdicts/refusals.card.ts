import { PHOTO_FINDINGS, type Language, type PhotoFinding, type TrainingType } from '@aisha/domain';
import { newAvatarTexts } from '@aisha/words';
import { defineCard } from '../../../engine/cards/card';
import { joined } from '../../../engine/conversation';
import { findingText } from '../photos/photos.card';
import type { PhotosCardState, SentPhoto, Verdict } from '../photos/photos.card';

/**
 * How long verdicts wait for each other, in milliseconds. Most of an album's verdicts then come as one message, and a single photo is still
 * answered soon.
 */
const FOLD_MS = 2_000;

/**
 * The photos that were sent together with this one: those of its album; for a photo without an album, all photos on the card that were sent
 * one by one.
 */
export const sentWith = ({ photos }: PhotosCardState, photo: SentPhoto): readonly SentPhoto[] =>
  photos.filter(({ albumId }) => (albumId ?? null) === (photo.albumId ?? null));

interface RefusedPhoto {
  /** The photo's number among the photos that were sent together, counted from 1. */
  readonly number: number;
  readonly finding: PhotoFinding;
}

interface RefusalsCardState {
  readonly trainingType: TrainingType;
  /** The message that the card quotes: that of the first refused photo. Absent when no message is known. */
  readonly replyTo?: number;
  /** The number of photos that were sent together. */
  readonly of: number;
  readonly isWhole: boolean;
  readonly refused: readonly RefusedPhoto[];
}

/** Gathers the refusals of photos that were sent together. The card keeps quoting the message that it quoted first. */
export const refusalsOf = (
  together: readonly SentPhoto[],
  trainingType: TrainingType,
  before: RefusalsCardState | undefined,
): RefusalsCardState => {
  const refused = together.flatMap(({ verdict, messageId }, i) =>
    verdict && !verdict.accepted ? [{ number: i + 1, finding: reasonOf(verdict), messageId }] : [],
  );
  const replyTo = before ? before.replyTo : refused[0]?.messageId;
  return {
    trainingType,
    ...(replyTo !== undefined && { replyTo }),
    of: together.length,
    isWhole: together.every(({ verdict }) => verdict),
    refused: refused.map(({ number, finding }) => ({ number, finding })),
  };
};

const reasonOf = ({ findings }: Verdict): PhotoFinding =>
  findings.find((finding) => PHOTO_FINDINGS[finding] === 'reject') ?? 'unsuitable';

/**
 * Says why photos were refused and what to do. It is a reply to the photo; for an album or a burst it is one reply that names the photos by
 * their numbers.
 */
export const refusalsCard = defineCard<RefusalsCardState>(
  'refusals',
  ({ refused, of, replyTo, trainingType }, language) => {
    const t = newAvatarTexts[language];
    const [only, ...others] = refused;
    const isPlain = only !== undefined && others.length === 0;
    return {
      text: joined(
        isPlain
          ? [t.refusal({ reason: capitalised(findingText(only.finding, trainingType, language)) })]
          : [t.refusals({ count: refused.length, of }), ...reasons(refused, trainingType, language)],
      ),
      ...(replyTo !== undefined && { replyTo }),
    };
  },
  { foldMs: ({ isWhole }) => (isWhole ? 0 : FOLD_MS), isLast: ({ isWhole }) => isWhole },
);

function reasons(refused: readonly RefusedPhoto[], type: TrainingType, language: Language): string[] {
  const numbers = new Map<string, number[]>();
  for (const { number, finding } of refused) {
    const said = findingText(finding, type, language);
    numbers.set(said, [...(numbers.get(said) ?? []), number]);
  }
  return [...numbers].map(([said, of]) =>
    newAvatarTexts[language].refusedOnes({ numbers: ranges(of), count: of.length, reason: said, type }),
  );
}

/** Writes numbers as ranges: "1–8, 10". */
const ranges = (ascending: readonly number[]): string => {
  const found: [first: number, last: number][] = [];
  for (const number of ascending) {
    const range = found.at(-1);
    if (range?.[1] === number - 1) range[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
};

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
