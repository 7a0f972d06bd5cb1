import { inEveryLanguage, photoPromptTexts } from '@aisha/words';
import type { PhotoId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';
import { fileUse } from '../../orders/file-kind';
import { keptFile } from '../../free-files/kept-file';

export const openPhotoPrompt = callback('photo', {});
/** An idea from a picture or a photo of «Мои файлы». */
export const describeKept = callback('photo.of', keptFile);
/** The button on the message about an idea whose person had gone on. */
export const openIdea = callback('photo.idea', { photoId: id<PhotoId>() });

/** An idea from a picture of «Мои файлы». */
export const drawLikeIt = fileUse(
  inEveryLanguage(photoPromptTexts, (t) => t.useDrawLikeIt),
  (label, { kind, id }) => describeKept.button(label, { kind, id }),
);
