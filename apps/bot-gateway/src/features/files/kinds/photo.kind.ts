import type { FileKindView } from './file-kind';

export const photoKind: FileKindView = {
  words: {
    ru: { many: '📸 Фото аватаров', one: '📸 Фото аватара', fileName: 'фото' },
    en: { many: '📸 Avatar photos', one: '📸 Avatar photo', fileName: 'photo' },
  },
  isPicture: true,
  // A trained avatar was made of all its photos: they go with it.
  removal: null,
};
