import type { OrderId } from '@aisha/domain';
import { EnhancementReader } from '@aisha/kinds/tables';
import { sentPhotoKey, toReference } from '@aisha/storage';
import { inEveryLanguage, restoreTexts, sentPhotoTexts } from '@aisha/words';
import {
  answer,
  type Anywhere,
  type Elsewhere,
  feature,
  onButton,
  onCommand,
  open,
  type Readers,
} from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import { sentAgain } from '../../free-files/kept-file';
import { lookingStep, photoStepOf } from '../../orders/sent-photo/photo.step';
import { hasPhoto, isKept, openWith } from '../../orders/sent-photo/sent-photo';
import { openRestore, restoreAgain } from '../../callbacks/restore.callbacks';
import { confirmStep } from './confirm.step';
import { flow, RESTORE } from './restore.draft';
import { resultActions } from './result.actions';

/** The conversation that leads from an old photo to its order. */
const restoreFlow = flow({
  name: RESTORE,
  version: 1,
  first: 'photo',
  begin: () => ({}),
  worthKeeping: hasPhoto,
  about: ({ photoId }) => photoId,
  title: inEveryLanguage(restoreTexts, (t) => t.flowTitle),
  steps: { photo: photoStepOf(RESTORE), looking: lookingStep, confirm: confirmStep },
});

/**
 * Lets the trainer check the photo of a failed order again. If the person has no such order, or the photo is so old that it is gone, says
 * so and counts nothing in the budget of the day.
 */
const tryAgain = async ({ orderId }: { orderId: OrderId }, context: Anywhere, readers: Readers): Promise<Elsewhere> => {
  const { person, now } = context;
  const { userId, language } = person;
  const { photoId } = (await readers.of(EnhancementReader).photoOf(userId, orderId)) ?? {};
  if (!photoId || !isKept(photoId, now)) return answer(sentPhotoTexts[language].gone);
  const photo = { id: photoId, filePath: toReference(sentPhotoKey(userId, photoId)), bytes: 0 };
  return openWith(RESTORE, sentAgain(photo), context);
};

export const restoreFeature = feature<MenuEntry>({
  flows: [restoreFlow],
  menu: [
    {
      button: openRestore,
      label: inEveryLanguage(restoreTexts, (t) => t.entryRestore),
      storey: 'photos',
      place: 4,
    },
  ],
  actions: [
    onCommand(
      'restore',
      inEveryLanguage(restoreTexts, (t) => t.command),
      () => open(restoreFlow),
    ),
    onButton(openRestore, () => open(restoreFlow)),
    onButton(restoreAgain, tryAgain),
    ...resultActions,
  ],
});
