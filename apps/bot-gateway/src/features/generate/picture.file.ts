import { generateTexts, inEveryLanguage } from '@aisha/words';
import type { PictureId } from '@aisha/domain';
import { pictureRemoval } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itselfAndLargerCopies } from '../../orders/shown-by';
import { drawLikeIt } from '../photo-prompt/photo-prompt.callbacks';
import { drawSimilar } from './generate.callbacks';
import { usesOfPictureFile } from '../what-next/what-next.callbacks';

export const pictureFile: FileKindView = {
  words: inEveryLanguage(generateTexts, (t) => ({ many: t.fileMany, one: t.fileOne, fileName: t.fileName })),
  as: 'picture',
  shownBy: itselfAndLargerCopies,
  uses: [...usesOfPictureFile, drawSimilar, drawLikeIt],
  removal: ({ id, orderId }, userId) => pictureRemoval(orderId, id as PictureId, userId),
};
