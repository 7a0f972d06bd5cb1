import type { OrderId, UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import type { Html, Texts } from '@aisha/words';
import { answer, onButton, showCard, type Callback, type GlobalAction, type Readers } from '../engine/conversation';
import type { OrderKindView } from './order-kind';
import { removal } from './removals';
import { resultCard } from './result.card';
import { forgottenResult, type ResultCardState, showing } from './result.state';
import { resultInChat, takenFromChat } from './shown-results';

type OfResult = Callback<{ orderId: OrderId }>;

/** A result that its person can delete on its card: one button asks whether to delete the result, and two buttons answer. */
interface Removable {
  readonly ask: OfResult;
  readonly surely: OfResult;
  readonly keep: OfResult;
  /** Reads the result; null once it is gone. */
  readonly find: (readers: Readers, userId: UserId, orderId: OrderId) => Promise<object | null>;
  /** What the buttons say once the result is gone. */
  readonly gone: Texts<Html>;
}

/**
 * The three buttons about the deletion of a result, on its card: one asks, one deletes, and one shows the other buttons again. A card that
 * is no longer stored is shown anew. When the result is gone, each button says so.
 */
export const removalActions = <Kind extends OrderKind>(
  view: OrderKindView<Kind>,
  { ask, surely, keep, find, gone }: Removable,
): GlobalAction[] => {
  const leadingTo = (button: OfResult, state?: 'asked' | 'done'): GlobalAction =>
    onButton(button, async ({ orderId }, context, readers) => {
      const { userId, language } = context.person;
      if (!(await find(readers, userId, orderId))) return answer(gone[language]);
      const inChat = state && (await resultInChat(readers, context, orderId));
      const question = inChat ? { removal: { state, isFromChat: inChat.areAll } } : {};
      return answer(
        undefined,
        ...(inChat && state === 'done'
          ? [removal({ kind: view.kind, orderId, userId }), ...takenFromChat(inChat)]
          : []),
        showCard(resultCard(view), orderId, (card: ResultCardState | undefined) =>
          showing(card ?? forgottenResult(view.kind, orderId), question),
        ),
      );
    });
  return [leadingTo(ask, 'asked'), leadingTo(surely, 'done'), leadingTo(keep)];
};
