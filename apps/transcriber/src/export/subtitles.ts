import type { Language } from '@aisha/domain';
import type { Segment } from '@aisha/kinds';
import { type Cue, cuesOf } from '@aisha/printing';
import { calledIn } from './speaker';

/** A transcript with the data that subtitles need. */
export interface Subtitles {
  /** The language of the person; a speaker without a name gets one in this language. */
  readonly language: Language;
  readonly segments: readonly Segment[];
  /** The speakers' names by the model's labels. */
  readonly speakers: Readonly<Record<string, string>>;
}

/** The texts that a player shows, with their speakers. */
export const cuesIn = ({ language, segments, speakers }: Subtitles): Cue[] =>
  cuesOf(segments, (label) => calledIn(language, speakers, label));
