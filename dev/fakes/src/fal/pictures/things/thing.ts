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
  /** Of the sky: whether it goes over the whole frame, and not to one side of the person. */
  readonly isWide?: boolean;
  /** Of the sky: how far it is from the upper edge, where it is not as far as most things. */
  readonly y?: number;
  /** Behind the person: its size, where the frame does not decide it. */
  readonly scale?: number;
  /** Under the person: whether they sit astride, so that it hides their legs. */
  readonly isSeat?: boolean;
}
