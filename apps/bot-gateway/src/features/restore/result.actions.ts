import type { OrderId, UserId } from '@aisha/domain';
import { DeliveryReader } from '@aisha/database/bot';
import { EnhancementReader } from '@aisha/kinds/tables';
import { restoreTexts, sentPhotoTexts } from '@aisha/words';
import {
  answer,
  onButton,
  say,
  showCard,
  type Effect,
  type GlobalAction,
  type Readers,
} from '../../engine/conversation';
import { documentOf } from '../../engine/deliveries/content';
import { fileAskedFor } from '../../orders/file-asked-for';
import { removal } from '../../orders/removals';
import { resultCard } from '../../orders/result.card';
import { type CardView, forgottenResult, type ResultCardState, showing } from '../../orders/result.state';
import { stillDeletable, takenFromChat } from '../../orders/shown-results';
import { deleteRestored, deleteRestoredSurely, keepRestored, showOriginal } from './restore.callbacks';
import { restorationOrder } from './restoration.order';

/** Shows the card below the photo with the given question or answer, or without. If the card is no longer stored, shows a new one. */
const resultWith = (orderId: OrderId, question: Pick<CardView, 'removal'>): Effect =>
  showCard(resultCard(restorationOrder), orderId, (state: ResultCardState | undefined) =>
    showing(state ?? forgottenResult('restoration', orderId), question),
  );

/** The messages with the photo that the bot may still delete. */
const inChatOf = async (readers: Readers, userId: UserId, orderId: OrderId, now: Date) =>
  stillDeletable(await readers.of(DeliveryReader).resultsOf(userId, orderId), now);

/** The buttons below a restored photo, which work as long as the photo exists. */
export const resultActions: GlobalAction[] = [
  onButton(showOriginal, async ({ orderId }, { person }, readers) => {
    const t = restoreTexts[person.language];
    const photo = await readers.of(EnhancementReader).find(person.userId, orderId);
    if (!photo?.originalPath) return answer(sentPhotoTexts[person.language].gone);
    const file = documentOf(photo.originalPath, t.originalFile, t.originalCaption);
    return answer(undefined, say(file, fileAskedFor(orderId)));
  }),
  onButton(deleteRestored, async ({ orderId }, { person, now }, readers) => {
    if (!(await readers.of(EnhancementReader).find(person.userId, orderId)))
      return answer(sentPhotoTexts[person.language].gone);
    const { areAll } = await inChatOf(readers, person.userId, orderId, now);
    return answer(undefined, resultWith(orderId, { removal: { state: 'asked', isFromChat: areAll } }));
  }),
  onButton(keepRestored, async ({ orderId }, { person }, readers) =>
    (await readers.of(EnhancementReader).find(person.userId, orderId))
      ? answer(undefined, resultWith(orderId, {}))
      : answer(sentPhotoTexts[person.language].gone),
  ),
  onButton(deleteRestoredSurely, async ({ orderId }, { person: { userId, language }, now }, readers) => {
    if (!(await readers.of(EnhancementReader).find(userId, orderId))) return answer(sentPhotoTexts[language].gone);
    const inChat = await inChatOf(readers, userId, orderId, now);
    return answer(
      undefined,
      removal({ kind: 'restoration', orderId, userId }),
      ...takenFromChat(inChat),
      resultWith(orderId, { removal: { state: 'done', isFromChat: inChat.areAll } }),
    );
  }),
];
