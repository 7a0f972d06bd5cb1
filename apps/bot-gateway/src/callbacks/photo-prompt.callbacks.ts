import { inEveryLanguage, photoPromptTexts } from '@aisha/words';
import type { PhotoId } from '@aisha/domain';
import { callback, id } from '../engine/conversation';
import { fileUse } from '../orders/file-kind';
import { keptFile } from '../free-files/kept-file';

export const openPhotoPrompt = callback('photo', {});
/** Makes an idea from a picture or a photo of «Мои файлы». */
export const describeKept = callback('photo.of', keptFile);
/** Opens an idea that came when the person was already doing something else. The button is below the message about the idea. */
export const openIdea = callback('photo.idea', { photoId: id<PhotoId>() });

/** The button in «Мои файлы» that makes an idea from a picture. */
export const drawLikeIt = fileUse(
  inEveryLanguage(photoPromptTexts, (t) => t.useDrawLikeIt),
  (label, { kind, id }) => describeKept.button(label, { kind, id }),
);
