import type { OrderId, SpeakerNames } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { transcribeTexts } from './transcribe.texts';

export interface Recording {
  readonly fileId: string;
  /** From Telegram. */
  readonly seconds: number;
  readonly extension: string;
}

export interface TranscribeDraft extends OfferedDraft {
  readonly recording?: Recording;
  /** Recordings sent while the screen showed the price of `recording`. Their prices follow, in the order they were sent. */
  readonly next?: readonly Recording[];
  /** Where the list of transcripts begins. */
  readonly before?: OrderId | null;
  /** What the list is searched for. */
  readonly words?: string | null;
  /** The transcript that is looked at. */
  readonly opened?: OrderId | null;
  /** Names of its speakers that were given just now, by the model's labels. */
  readonly named?: SpeakerNames;
  /** The speaker who is being named, by the model's label. */
  readonly picked?: string;
}

export const { loading, on, onVoice, onAudio, onVideo, onFile, goTo, stay, anew, flow } = flowKit<
  TranscribeDraft,
  'recording' | 'confirm' | 'list' | 'transcript' | 'rename' | 'speakers' | 'speaker' | 'remove'
>()(transcribeTexts);
