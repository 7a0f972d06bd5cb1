import type { Language } from '@aisha/domain';

type InEachLanguage = Readonly<Record<Language, string>>;

/** A part of a document, and what the model is told to put there. */
export interface Section {
  /** What the section holds, told to the model. */
  readonly holds: string;
  /** Null: its points stand without one. */
  readonly heading: InEachLanguage | null;
  /** Stands under it when it has no points; without it the heading is left out. */
  readonly unanswered?: InEachLanguage;
}

/** A type of document: what the model is asked, and how the answer is laid out. */
export interface DocumentForm {
  readonly title: InEachLanguage;
  /** What to find in a part of the text, told to the model. */
  readonly task: string;
  /** The sections in the order in which they are laid out, which an object would not keep of numbers; each point stands in one. */
  readonly sections: readonly (readonly [name: string, section: Section])[];
  /** Whether points are prose or a list. */
  readonly kind: 'paragraph' | 'item';
  /** Whether a point may have an owner and a date. */
  readonly hasTasks: boolean;
  /** How the points of all parts become one document, told to the model. Null: they follow one another. */
  readonly combine: string | null;
  /** Our own words before and after. */
  readonly around?: { readonly before: InEachLanguage; readonly after: InEachLanguage };
}
