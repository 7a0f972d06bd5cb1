import type { Html } from '@aisha/words';

export interface CallbackButton {
  readonly text: string;
  /** The data, packed by a `callback`, and signed for the person when the button is sent. */
  readonly data: string;
  /** Set for a button that typed words do not press, because its step takes them: as a search, or as a name. */
  readonly isNotTyped?: true;
}
interface LinkButton {
  readonly text: string;
  readonly url: string;
}
export type Button = CallbackButton | LinkButton;

/** A button at whose step typed words mean something else, such as a row of a list that they search. */
export const notTyped = (button: CallbackButton): CallbackButton => ({ ...button, isNotTyped: true });

/** Divides buttons into rows of this many; the last row has the rest. */
export const rowsOf = <T>(items: readonly T[], inRow: number): T[][] =>
  items.flatMap((_, at) => (at % inRow === 0 ? [items.slice(at, at + inRow)] : []));

/** The most buttons of a menu, an offer or a result: so few that a person sees them all at once (decision 44). */
export const MOST_BUTTONS = 6;

/** What a person sees: one message with rows of buttons. */
export interface Screen {
  readonly text: Html;
  readonly buttons?: readonly (readonly Button[])[];
  /** The buttons that a step shows in place of the others once «⋯» is pressed; a way back is added. */
  readonly more?: readonly (readonly Button[])[];
  /**
   * A picture above the text: a storage reference, or an `ownPicture`. With a picture the text may have 1024 characters instead of 4096.
   */
  readonly photo?: string;
  /** The person's message that a new message quotes. */
  readonly replyTo?: number;
}
