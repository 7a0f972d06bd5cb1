import type { PhotoId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';
import { fileUse } from '../../orders/file-kind';
import { keptFile } from '../../free-files/kept-file';

export const openPhotoPrompt = callback('photo', {});
/** An idea from a picture or a photo of «Мои файлы». */
export const describeKept = callback('photo.of', keptFile);
/** On the message about an idea whose person had gone on. */
export const openIdea = callback('photo.idea', { photoId: id<PhotoId>() });

/** An idea from a picture of «Мои файлы». */
export const drawLikeIt = fileUse({ ru: '🖼️ Промпт по фото', en: '🖼️ Prompt from a photo' }, (label, { kind, id }) =>
  describeKept.button(label, { kind, id }),
);
