import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import type { PictureId } from '@aisha/domain';
import type { FileKindView } from './file-kind';
import { itselfAndLargerCopies } from './shown-by';
import { drawLikeIt, drawSimilar, enlarge } from './uses';

export const pictureKind: FileKindView = {
  words: {
    ru: { many: '🖼️ Картинки', one: '🖼️ Картинка', fileName: 'картинка' },
    en: { many: '🖼️ Pictures', one: '🖼️ Picture', fileName: 'picture' },
  },
  isPicture: true,
  shownBy: itselfAndLargerCopies,
  uses: [enlarge, drawSimilar, drawLikeIt],
  removal: ({ id, orderId }, userId) => [
    {
      message: message(imageGeneratorInbox, 'delete-picture', { orderId, userId, pictureId: id as PictureId }),
      change: { change: 'removed', setId: userId, itemId: id },
    },
  ],
};
