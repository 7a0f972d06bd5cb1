import type { OrderId, SpeechSpeed, Voice } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { speechTexts } from './speech.texts';

/** What is to be read aloud. */
export type SpeechSource =
  | { readonly kind: 'typed'; readonly text: string }
  /** Of a file only how many characters it has at most is known before it is paid; `fileId` is Telegram's, or our reference. */
  | { readonly kind: 'file'; readonly fileId: string; readonly characters: number; readonly name: string }
  /** Of a transcript all, or what is said from one second to another. */
  | { readonly kind: 'transcript'; readonly of: OrderId; readonly part?: Part; readonly characters: number };

/** A stretch of a recording, in seconds. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

export interface SpeechDraft extends OfferedDraft {
  readonly source?: SpeechSource;
  readonly voice?: Voice;
  readonly speed?: SpeechSpeed;
}

export const DEFAULT_VOICE: Voice = 'soft';
export const DEFAULT_SPEED: SpeechSpeed = 100;

/** Characters of it, for the price. */
export const charactersOf = (source: SpeechSource): number =>
  source.kind === 'typed' ? source.text.length : source.characters;

export const { loading, on, onFile, onText, onPhoto, onVoice, onAudio, onVideo, goTo, stay, anew, flow } = flowKit<
  SpeechDraft,
  'text' | 'confirm' | 'part'
>()(speechTexts);
