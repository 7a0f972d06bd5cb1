import type { PictureId } from '@aisha/domain';
import { pictureRemoval } from '../../orders/removals';
import type { FileKindView } from '../../orders/file-kind';
import { itselfAndLargerCopies } from '../../orders/shown-by';
import { drawLikeIt } from '../photo-prompt/photo-prompt.callbacks';
import { drawSimilar } from './generate.callbacks';
import { enlarge } from '../upscale/upscale.callbacks';

export const pictureFile: FileKindView = {
  words: {
    ru: { many: '🖼️ Картинки', one: '🖼️ Картинка', fileName: 'картинка' },
    en: { many: '🖼️ Pictures', one: '🖼️ Picture', fileName: 'picture' },
  },
  as: 'picture',
  shownBy: itselfAndLargerCopies,
  uses: [enlarge, drawSimilar, drawLikeIt],
  removal: ({ id, orderId }, userId) => pictureRemoval(orderId, id as PictureId, userId),
};
