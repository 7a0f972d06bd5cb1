import type { ReportSubject } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import { reportTexts } from '@aisha/words';

export interface ReportDraft {
  readonly about?: ReportSubject;
  /** The album whose first picture was sent with the report. */
  readonly album?: string;
}

export const { step, on, onText, onPhoto, onFile, goTo, stay, flow } = flowKit<
  ReportDraft,
  'about' | 'tell' | 'sent'
>()(reportTexts);
