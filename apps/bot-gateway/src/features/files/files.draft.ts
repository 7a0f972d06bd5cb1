import type { FilePlace } from '@aisha/database/files';
import type { FileKind } from '@aisha/kinds/tables';
import { flowKit } from '../../engine/conversation';
import { filesTexts } from '@aisha/words';
import type { MarkingDraft } from '../chosen-files/marks';

export interface FilesDraft extends MarkingDraft {
  /** The kind of files that are listed; when absent, all kinds. */
  readonly kind?: FileKind;
  /** The words that are looked for in the titles; absent when the person searches nothing. */
  readonly words?: string;
  /** The last file of the previous, newer page; absent on the newest page. */
  readonly before?: FilePlace;
  /** The file that is open. */
  readonly open?: FilePlace;
}

export const { loading, on, onText, goTo, stay, flow } = flowKit<
  FilesDraft,
  'list' | 'choose' | 'download' | 'remove-chosen' | 'kind' | 'file' | 'remove'
>()(filesTexts);
