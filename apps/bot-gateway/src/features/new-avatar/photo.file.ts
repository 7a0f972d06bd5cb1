import { html } from '../../engine/conversation';
import type { FileKindView } from '../../orders/file-kind';
import { itself } from '../../orders/shown-by';
import { drawLikeIt } from '../photo-prompt/photo-prompt.callbacks';
import { sharpen } from '../restore/restore.callbacks';

export const photoFile: FileKindView = {
  words: {
    ru: {
      many: '📸 Фото аватаров',
      one: '📸 Фото аватара',
      fileName: 'фото',
      note: html`Фото удаляются вместе с аватаром: /avatars → аватар → «Удалить».`,
    },
    en: {
      many: '📸 Avatar photos',
      one: '📸 Avatar photo',
      fileName: 'photo',
      note: html`Photos are deleted with their avatar: /avatars → the avatar → “Delete”.`,
    },
  },
  as: 'picture',
  shownBy: itself,
  uses: [sharpen, drawLikeIt],
  // A trained avatar was made of all its photos: they go with it.
  removal: null,
};
