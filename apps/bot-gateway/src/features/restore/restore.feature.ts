import { inEveryLanguage, restoreTexts, sentPhotoTexts } from '@aisha/words';
import { RETENTION_MS, type OrderId } from '@aisha/domain';
import { sentPhotoKey, toReference } from '@aisha/storage';
import { EnhancementReader } from '@aisha/kinds/tables';
import {
  answer,
  feature,
  onButton,
  onCommand,
  open,
  type Anywhere,
  type Elsewhere,
  type Readers,
} from '../../engine/conversation';
import { sentAgain } from '../../free-files/kept-file';
import { openWith } from '../../orders/sent-photo/sent-photo';
import { openRestore, restoreAgain } from './restore.callbacks';
import { RESTORE } from './restore.draft';
import { restoreFlow } from './restore.flow';
import { resultActions } from './result.actions';

/** Its photo is looked at anew, unless the order is so old that the photo has gone by itself: that costs none of the day's looks. */
const tryAgain = async ({ orderId }: { orderId: OrderId }, context: Anywhere, readers: Readers): Promise<Elsewhere> => {
  const { person, now } = context;
  const { userId, language } = person;
  const order = await readers.of(EnhancementReader).photoOf(userId, orderId);
  const mayWait = order && now.getTime() - order.createdAt.getTime() < RETENTION_MS.sentPhoto;
  if (!mayWait) return answer(sentPhotoTexts[language].gone);
  const { photoId } = order;
  const photo = { id: photoId, filePath: toReference(sentPhotoKey(userId, photoId)), bytes: 0 };
  return openWith(RESTORE, sentAgain(photo), context);
};

export const restoreFeature = feature({
  flows: [restoreFlow],
  menu: [
    {
      button: openRestore,
      label: inEveryLanguage(restoreTexts, (t) => t.entryRestore),
      storey: 'create',
      place: 4,
    },
  ],
  actions: [
    onCommand('restore', null, () => open(restoreFlow)),
    onButton(openRestore, () => open(restoreFlow)),
    onButton(restoreAgain, tryAgain),
    ...resultActions,
  ],
});
