import { html } from '../../../engine/conversation';
import type { FileKindView } from './file-kind';
import { itself } from './shown-by';
import { drawLikeIt, sharpen } from './uses';

export const photoKind: FileKindView = {
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
  isPicture: true,
  shownBy: itself,
  uses: [sharpen, drawLikeIt],
  // A trained avatar was made of all its photos: they go with it.
  removal: null,
};
