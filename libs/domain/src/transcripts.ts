/** Why a segment may never have been said: the model repeated itself, or wrote where nobody spoke. */
export type SegmentDoubt = 'loop' | 'silence';

/** A sentence or a few of a recording, with their time. */
export interface Segment {
  /** Seconds from the beginning of the recording. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly text: string;
  /** Who speaks, by the model's label; null where it does not tell. */
  readonly speaker: string | null;
  /** Null for what is taken as said. */
  readonly doubt: SegmentDoubt | null;
}

/** What the person calls the speakers of a transcript, by the model's labels. */
export type SpeakerNames = Readonly<Record<string, string>>;
