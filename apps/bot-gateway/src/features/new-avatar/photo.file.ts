import { inEveryLanguage, newAvatarTexts } from '@aisha/words';
import type { FileKindView } from '../../orders/file-kind';
import { itself } from '../../orders/shown-by';
import { drawLikeIt } from '../photo-prompt/photo-prompt.callbacks';
import { usesOfPhotoFile } from '../what-next/what-next.callbacks';

export const photoFile: FileKindView = {
  words: inEveryLanguage(newAvatarTexts, (t) => ({
    many: t.fileMany,
    one: t.fileOne,
    fileName: t.fileName,
    note: t.fileNote,
  })),
  as: 'picture',
  shownBy: itself,
  uses: [...usesOfPhotoFile, drawLikeIt],
  // A trained avatar was made of all its photos: they go with it.
  removal: null,
};
