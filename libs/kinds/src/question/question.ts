import type { OrderId } from '@aisha/domain';
import type { OrderKindRecord } from '../order/order-kind';

/** An answer out of recordings. */
export const QUESTION = {
  place: 7,
  worker: 'transcriber',
  table: 'transcriber.question',
  items: ['question'],
  slots: null,
  leavesSlots: 0,
  tellsParts: false,
  endsInParts: false,
  collectsLong: false,
  longestWaitSeconds: 3_600,
  unitCosts: { question: 2_200 },
  ofPictures: null,
  ofPhotos: null,
  isShared: false,
  timedBy: 'units',
} as const satisfies OrderKindRecord;

/** How many characters a question may have: one sentence or a few. */
export const QUESTION_LENGTH = { min: 3, max: 500 } as const;

/**
 * How many passages are read for a question to all transcripts: together 20 000 characters, which is the one part of text that the price
 * covers.
 */
export const MOST_PASSAGES = 10;

/** A typed question in one line; undefined when it is too short or too long, or has no letter. */
export const questionIn = (typed: string): string | undefined => {
  const question = typed.replaceAll('\0', '').replace(/\s+/g, ' ').trim();
  return question.length >= QUESTION_LENGTH.min && question.length <= QUESTION_LENGTH.max && /\p{L}/u.test(question)
    ? question
    : undefined;
};

/** Words of a recording that an answer rests on, found there by our code. */
export interface Quotation {
  readonly transcriptId: OrderId;
  readonly words: string;
  /** The person's name for the speaker, or «Голос B» where the person gave none; null where the speaker is not known. */
  readonly speaker: string | null;
  /** Seconds into the recording; null when the transcript has no times. */
  readonly at: number | null;
}

/** A point of an answer. */
export interface AnswerPoint {
  readonly text: string;
  readonly quotes: readonly Quotation[];
  /**
   * False when the point is not proved: the text does not have its quote, the quote is too short or lacks a number, name or address of the
   * point, or one of the points that it combines is not proved.
   */
  readonly isSupported: boolean;
}

/** The answer that a person reads: their question, its answer, and the transcripts that the model read for it. */
export interface Answer {
  readonly question: string;
  readonly points: readonly AnswerPoint[];
  /** The transcripts that the model read in part or whole. */
  readonly lookedAt: readonly OrderId[];
}
