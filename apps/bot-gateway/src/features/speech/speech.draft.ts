import type { OrderId, TextId } from '@aisha/domain';
import { type SpeechSpeed, type TextUse, timeInRecording, type Voice } from '@aisha/kinds';
import { speechTexts, together } from '@aisha/words';
import { flowKit, openingOf, type TextsOf } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import type { TextDraft } from '../../orders/sent-text/read-file';
import { readingTexts } from '../../orders/sent-text/reading.step';

/** The text to be read aloud. */
export type SpeechSource =
  | {
      readonly kind: 'typed';
      readonly text: string;
      /** Where the words of the last message begin in the text; absent when the text came in one message. */
      readonly lastFrom?: number;
      /** The id of the message that brought the words after `lastFrom`. The bot may have refused a later message. */
      readonly lastOf?: number;
    }
  /** The text that was read from a file. */
  | { readonly kind: 'file'; readonly textId: TextId; readonly characters: number; readonly name: string | null }
  /** A whole transcript, or its words from one second to another. */
  | { readonly kind: 'transcript'; readonly of: OrderId; readonly part?: Part; readonly characters: number };

/** A stretch of a recording, in seconds. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

export const SPEECH: TextUse = 'speech';

export interface SpeechDraft extends OfferedDraft, TextDraft {
  /** The typed text or the transcript; absent for a text from a file. */
  readonly source?: SpeechSource;
  readonly voice?: Voice;
  readonly speed?: SpeechSpeed;
}

export const DEFAULT_VOICE: Voice = 'soft';
export const DEFAULT_SPEED: SpeechSpeed = 100;

/** The text that is to be read aloud, which may come from a file. */
export const sourceOf = ({ source, read, textId, file }: SpeechDraft): SpeechSource | undefined =>
  read && textId ? { kind: 'file', textId, characters: read.characters, name: file?.name ?? null } : source;

/** The choices that stay when the draft gets another text. */
export const chosen = ({ voice, speed }: SpeechDraft): Pick<SpeechDraft, 'voice' | 'speed'> => ({
  ...(voice && { voice }),
  ...(speed && { speed }),
});

/** How many characters a source has. The price depends on this number. */
export const charactersOf = (source: SpeechSource): number =>
  source.kind === 'typed' ? source.text.length : source.characters;

export const { loading, on, onText, onPhoto, onVoice, onAudio, onVideo, goTo, stay, flow } = flowKit<
  SpeechDraft,
  'text' | 'reading' | 'confirm' | 'part'
>()(together(speechTexts, readingTexts));

/** How many characters of a text the name of its order shows. */
const NAME = 30;

/** A stretch of a recording in words, «0:30–2:15»; null for the whole recording. */
export const stretchOf = (part: Part | undefined): string | null =>
  part ? `${timeInRecording(part.from)}–${timeInRecording(part.to)}` : null;

/** The name of an order that reads a text aloud. */
export const nameOf = (source: SpeechSource, t: TextsOf<typeof speechTexts>): string => {
  if (source.kind === 'typed') return openingOf(source.text, NAME);
  if (source.kind === 'file') return source.name ?? t.aText;
  return t.aTranscript({ stretch: stretchOf(source.part) });
};
