import type { OrderId } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { questionTexts } from '@aisha/words';

interface QuestionDraft extends OfferedDraft {
  /** The transcript about which the person asks; absent for a question about all of the person's transcripts. */
  readonly transcriptId?: OrderId;
  readonly question?: string;
}

export const { loading, goTo, stay, flow } = flowKit<QuestionDraft, 'ask' | 'confirm'>()(questionTexts);
