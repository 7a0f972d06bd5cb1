import type { OrderId, UserId } from '@aisha/domain';
import { answer, onButton, say, send, showCard, type Effect, type GlobalAction } from '../../engine/conversation';
import { documentOf } from '../../engine/deliveries/content';
import { restorationRemoval } from '../../orders/removals';
import { resultCard } from '../../orders/result.card';
import type { ResultCardState } from '../../orders/result.state';
import { isDeletable } from '../../orders/shown-results';
import type { Readers } from '../../readers';
import { deleteRestored, deleteRestoredSurely, keepRestored, showOriginal } from './restore.callbacks';
import { restoreTexts } from './restore.texts';
import { restorationOrder } from './restoration.order';

/** A second tap within this time brings no second file. */
const SAME_FILE_MS = 5_000;

/** The card below the photo with a question, with its answer, or with none; a new card if the old one is forgotten. */
const resultWith = (orderId: OrderId, question: Pick<ResultCardState, 'removal'>): Effect =>
  showCard(resultCard(restorationOrder), orderId, (state: ResultCardState | undefined) => {
    const { removal: _, ...card } = state ?? forgotten(orderId);
    return { ...card, ...question };
  });

const forgotten = (orderId: OrderId): ResultCardState => ({
  orderId,
  kind: 'restoration',
  what: '',
  outcome: { type: 'delivered', avatarId: null },
  receipt: null,
});

/** The messages with the photo, as far as the bot may still delete them, and whether those are all. */
const inChat = async (readers: Readers, userId: UserId, orderId: OrderId, now: Date) => {
  const sent = await readers.deliveries.resultsOf(userId, orderId);
  const recent = sent.filter((result) => isDeletable(result, now));
  return {
    messageIds: [...new Set(recent.flatMap(({ messageIds }) => messageIds))],
    areAll: sent.length > 0 && recent.length === sent.length,
  };
};

/** What can be done with a restored photo, for as long as it is there. */
export const resultActions: GlobalAction[] = [
  onButton(showOriginal, async ({ orderId }, { person }, readers) => {
    const t = restoreTexts[person.language];
    const photo = await readers.enhancements.find(person.userId, orderId);
    if (!photo?.originalPath) return answer(t.gone);
    const file = documentOf(photo.originalPath, t.originalFile, t.originalCaption);
    return answer(undefined, say(file, { class: 'result', orderId, onceWithinMs: SAME_FILE_MS }));
  }),
  onButton(deleteRestored, async ({ orderId }, { person, now }, readers) => {
    if (!(await readers.enhancements.find(person.userId, orderId))) return answer(restoreTexts[person.language].gone);
    const { areAll } = await inChat(readers, person.userId, orderId, now);
    return answer(undefined, resultWith(orderId, { removal: { state: 'asked', isFromChat: areAll } }));
  }),
  onButton(keepRestored, async ({ orderId }, { person }, readers) =>
    (await readers.enhancements.find(person.userId, orderId))
      ? answer(undefined, resultWith(orderId, {}))
      : answer(restoreTexts[person.language].gone),
  ),
  onButton(deleteRestoredSurely, async ({ orderId }, { person: { userId, language }, now }, readers) => {
    if (!(await readers.enhancements.find(userId, orderId))) return answer(restoreTexts[language].gone);
    const { messageIds, areAll } = await inChat(readers, userId, orderId, now);
    return answer(
      undefined,
      ...restorationRemoval(orderId, userId).map((removal) => send(removal.message, removal.change)),
      ...(messageIds.length > 0 ? [say({ kind: 'delete', messageIds })] : []),
      resultWith(orderId, { removal: { state: 'done', isFromChat: areAll } }),
    );
  }),
];
