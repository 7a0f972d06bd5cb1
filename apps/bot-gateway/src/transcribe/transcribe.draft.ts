import type { OrderId } from '@aisha/domain';
import { flowKit } from '../conversation';
import type { OfferedDraft } from '../orders/offer';
import { transcribeTexts } from './transcribe.texts';

export interface TranscribeDraft extends OfferedDraft {
  readonly recording?: {
    readonly fileId: string;
    /** As Telegram tells it. */
    readonly seconds: number;
    readonly extension: string;
  };
  /** Where the list of transcripts begins. */
  readonly before?: OrderId | null;
}

export const { loading, goTo, stay, flow } = flowKit<TranscribeDraft, 'recording' | 'confirm' | 'list'>()(
  transcribeTexts,
);
