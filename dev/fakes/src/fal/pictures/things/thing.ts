/**
 * Where a thing is: on the ground beside or behind the person, in the sky, in front of them at the lower edge, under them, so that they
 * ride it, or printed on the whole page behind them.
 */
export type Place = 'beside' | 'behind' | 'sky' | 'before' | 'under' | 'page';

/** A thing that a picture can show whatever its place is. It is drawn around the middle of its foot, in units of the frame. */
export interface Thing {
  readonly words: RegExp;
  readonly place: Place;
  readonly svg: string;
  /** For a thing in the sky: whether it covers the whole frame, and not only one side of the person. */
  readonly isWide?: boolean;
  /** For a thing in the sky: its distance from the upper edge; when absent, that of most things. */
  readonly y?: number;
  /** For a thing behind the person: its size; when absent, the frame decides it. */
  readonly scale?: number;
  /** For a thing under the person: whether the person sits astride, so that the thing hides their legs. */
  readonly isSeat?: boolean;
}
