import type { FileKindView } from './file-kind';
import { drawLikeIt, sharpen } from './uses';

export const photoKind: FileKindView = {
  words: {
    ru: { many: '📸 Фото аватаров', one: '📸 Фото аватара', fileName: 'фото' },
    en: { many: '📸 Avatar photos', one: '📸 Avatar photo', fileName: 'photo' },
  },
  isPicture: true,
  uses: [sharpen, drawLikeIt],
  // A trained avatar was made of all its photos: they go with it.
  removal: null,
};
