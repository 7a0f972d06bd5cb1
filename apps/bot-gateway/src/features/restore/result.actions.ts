import { EnhancementReader } from '@aisha/kinds/tables';
import { inEveryLanguage, restoreTexts, sentPhotoTexts } from '@aisha/words';
import { answer, onButton, say, type GlobalAction } from '../../engine/conversation';
import { documentOf } from '../../engine/deliveries/content';
import { fileAskedFor } from '../../orders/file-asked-for';
import { removalActions } from '../../orders/removal-actions';
import { deleteRestored, deleteRestoredSurely, keepRestored, showOriginal } from '../../callbacks/restore.callbacks';
import { restorationOrder } from './restoration.order';

/** The buttons below a restored photo, which work as long as the photo exists. */
export const resultActions: GlobalAction[] = [
  onButton(showOriginal, async ({ orderId }, { person }, readers) => {
    const t = restoreTexts[person.language];
    const photo = await readers.of(EnhancementReader).find(person.userId, orderId);
    if (!photo?.originalPath) return answer(sentPhotoTexts[person.language].gone);
    const file = documentOf(photo.originalPath, t.originalFile, t.originalCaption);
    return answer(undefined, say(file, fileAskedFor(orderId)));
  }),
  ...removalActions(restorationOrder, {
    ask: deleteRestored,
    surely: deleteRestoredSurely,
    keep: keepRestored,
    find: (readers, userId, orderId) => readers.of(EnhancementReader).find(userId, orderId),
    gone: inEveryLanguage(sentPhotoTexts, (t) => t.gone),
  }),
];
