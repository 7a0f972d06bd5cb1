import { timeInRecording } from '@aisha/kinds';
import type { speechTexts } from '@aisha/words';
import { beginningOf, type TextsOf } from '../../engine/conversation';
import type { Part, SpeechSource } from './speech.draft';

/** Characters of a text in the name of its order. */
const NAME = 30;

/** «0:30–2:15»: a stretch of a recording; null for all of it. */
export const stretchOf = (part: Part | undefined): string | null =>
  part ? `${timeInRecording(part.from)}–${timeInRecording(part.to)}` : null;

/** What an order to read aloud is called. */
export const nameOf = (source: SpeechSource, t: TextsOf<typeof speechTexts>): string => {
  if (source.kind === 'typed') return beginningOf(source.text.replace(/\s+/g, ' ').trim(), NAME);
  if (source.kind === 'file') return source.name ?? t.aText;
  return t.aTranscript({ stretch: stretchOf(source.part) });
};
