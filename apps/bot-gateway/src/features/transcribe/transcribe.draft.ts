import type { OrderId } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { transcribeTexts } from './transcribe.texts';

export interface Recording {
  readonly fileId: string;
  /** As Telegram tells it. */
  readonly seconds: number;
  readonly extension: string;
}

export interface TranscribeDraft extends OfferedDraft {
  readonly recording?: Recording;
  /** Sent while the price of `recording` was shown; their prices come after it, in the order they were sent. */
  readonly next?: readonly Recording[];
  /** Where the list of transcripts begins. */
  readonly before?: OrderId | null;
}

export const { loading, on, onVoice, onAudio, onFile, goTo, stay, anew, flow } = flowKit<
  TranscribeDraft,
  'recording' | 'confirm' | 'list'
>()(transcribeTexts);
