import type { Language } from '@aisha/domain';
import { dropDraft, fieldsOf, resumeButton, type Button, type NamedDraft } from '../../engine/conversation';

/**
 * «🔄 Продолжить: Третий, 4 фото», and the way to drop it in the next row: buttons of one row are equally wide in Telegram, so beside it
 * a phone would cut the name.
 */
export const draftButtons = (draft: NamedDraft, language: Language, drop: string, more: readonly Button[] = []) => [
  [resumeButton(draft, language)],
  [dropDraft.button(drop, fieldsOf(draft)), ...more],
];
