import type { ReportSubject } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import { reportTexts } from '@aisha/words';

export interface ReportDraft {
  readonly about?: ReportSubject;
}

export const { step, on, onText, onPhoto, onFile, goTo, stay, flow } = flowKit<ReportDraft, 'about' | 'tell'>()(
  reportTexts,
);
