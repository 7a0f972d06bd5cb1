import type { OrderId } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { questionTexts } from '@aisha/words';

export interface QuestionDraft extends OfferedDraft {
  /** The transcript that is asked; when absent, all of the person's. */
  readonly transcriptId?: OrderId;
  readonly question?: string;
}

export const { loading, goTo, stay, flow } = flowKit<QuestionDraft, 'ask' | 'confirm'>()(questionTexts);
