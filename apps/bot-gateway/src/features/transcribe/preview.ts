import { sentencesOf } from '@aisha/domain';
import { speakersIn } from '@aisha/kinds';
import type { TranscriptOfRecording } from '@aisha/kinds/tables';
import { beginningOf } from '../../engine/conversation';

/** The first sentences of a transcript, some of this many characters. */
export function previewOf(content: string, characters: number): string {
  const text = content.replace(/\s+/g, ' ').trim();
  let whole = '';
  for (const sentence of sentencesOf(text.slice(0, 2 * characters))) {
    if ((whole + sentence).trimEnd().length > characters) break;
    whole += sentence;
  }
  const shown = whole.trimEnd();
  if (shown.length < characters / 3) return beginningOf(text, characters);
  return shown.length < text.length ? `${shown} …` : shown;
}

/** What is known of a recording once it is written down. */
export interface Facts {
  /** The length of the recording, whose end may be silent. */
  readonly seconds: number;
  /** How many people speak; 0 when the model does not tell them apart. */
  readonly speakers: number;
}

export const factsOf = ({ segments, duration }: Pick<TranscriptOfRecording, 'segments' | 'duration'>): Facts => ({
  seconds: duration,
  speakers: speakersIn(segments).length,
});
