import { RETENTION_MS, type OrderId, type PhotoId } from '@aisha/domain';
import { restorablePhotoKey, toReference } from '@aisha/storage';
import { DraftReader } from '@aisha/database/bot';
import { EnhancementReader } from '@aisha/kinds/tables';
import {
  answer,
  feature,
  onButton,
  onCommand,
  open,
  openAndDrop,
  type Anywhere,
  type Elsewhere,
  type IncomingFile,
  type Readers,
} from '../../engine/conversation';
import { noPicture } from '../../free-files/fetch-free';
import { onKeptFile, sentAgain } from '../../free-files/kept-file';
import { lookingAt } from './look-at';
import { openRestorable, openRestore, restoreAgain, restoreKept, takeAsRestorable } from './restore.callbacks';
import { keyOf, RESTORE, type RestoreDraft } from './restore.draft';
import { restoreFlow } from './restore.flow';
import { restoreTexts } from './restore.texts';
import { resultActions } from './result.actions';

/** The newest of the photos that the question «what for?» is about; the question goes. */
const takeSent = (_: unknown, context: Anywhere): Elsewhere => {
  const { files = [] } = (context.at?.draft ?? {}) as { readonly files?: readonly IncomingFile[] };
  const file = files.at(-1);
  if (!file || noPicture(file)) return open(restoreFlow);
  const { draft, effect } = lookingAt(file, context);
  return open(restoreFlow, { step: 'looking', draft }, effect);
};

/** The photo waits in its draft; a draft that is dropped or resumed has taken it along. */
const offerKept = async (
  { photoId }: { photoId: PhotoId },
  { person, at }: Anywhere,
  readers: Readers,
): Promise<Elsewhere> => {
  const here = at?.flow === RESTORE ? (at.draft as RestoreDraft) : undefined;
  const kept =
    here?.photoId === photoId ? here : (await readers.of(DraftReader).find(person.userId, keyOf(photoId)))?.draft;
  const draft = (kept ?? {}) as RestoreDraft;
  return draft.photo
    ? openAndDrop(keyOf(photoId), restoreFlow, { step: 'confirm', draft })
    : answer(restoreTexts[person.language].gone);
};

/** Its photo is looked at anew, unless the order is so old that the photo has gone by itself: that costs none of the day's looks. */
const tryAgain = async ({ orderId }: { orderId: OrderId }, context: Anywhere, readers: Readers): Promise<Elsewhere> => {
  const { person, now } = context;
  const { userId, language } = person;
  const order = await readers.of(EnhancementReader).photoOf(userId, orderId);
  const mayWait = order && now.getTime() - order.createdAt.getTime() < RETENTION_MS.restorablePhoto;
  if (!mayWait) return answer(restoreTexts[language].gone);
  const { photoId } = order;
  const photo = { id: photoId, filePath: toReference(restorablePhotoKey(userId, photoId)), bytes: 0 };
  const { draft, effect } = lookingAt(sentAgain(photo), context);
  return open(restoreFlow, { step: 'looking', draft }, effect);
};

export const restoreFeature = feature({
  flows: [restoreFlow],
  menu: [
    {
      button: openRestore,
      label: { ru: '📷 Чёткое фото', en: '📷 Sharp photo' },
      storey: 'create',
      place: 4,
    },
  ],
  actions: [
    onCommand('restore', null, () => open(restoreFlow)),
    onButton(openRestore, () => open(restoreFlow)),
    onButton(takeAsRestorable, takeSent),
    onKeptFile(restoreKept, (file, context) => {
      const { draft, effect } = lookingAt(sentAgain(file), context);
      return open(restoreFlow, { step: 'looking', draft }, effect);
    }),
    onButton(openRestorable, offerKept),
    onButton(restoreAgain, tryAgain),
    ...resultActions,
  ],
});
