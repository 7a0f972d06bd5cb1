import type { OrderId } from '@aisha/domain';
import { flowKit } from '../conversation';
import type { StoredQuote } from '../orders/stored-quote';
import { transcribeTexts } from './transcribe.texts';

export interface TranscribeDraft {
  readonly recording?: {
    readonly fileId: string;
    /** As Telegram tells it. */
    readonly seconds: number;
    readonly extension: string;
  };
  readonly orderId?: OrderId;
  readonly quote?: StoredQuote;
  /** Where the list of transcripts begins. */
  readonly before?: OrderId | null;
}

export const { loading, goTo, stay, flow } = flowKit<TranscribeDraft, 'recording' | 'confirm' | 'list'>()(
  transcribeTexts,
);
