import type { OrderId } from '@aisha/domain';
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
}

export const { loading, on, onVoice, onAudio, onVideo, onFile, goTo, stay, anew, flow } = flowKit<
  TranscribeDraft,
  'recording' | 'confirm' | 'list' | 'transcript' | 'rename' | 'remove'
>()(transcribeTexts);
