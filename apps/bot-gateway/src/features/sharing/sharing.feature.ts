import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { OrderId } from '@aisha/domain';
import type { SharedKind } from '@aisha/kinds';
import { shareTexts } from '@aisha/words';
import {
  answer,
  feature,
  onButton,
  send,
  showCard,
  type Feature,
  type Readers,
  type StepContext,
} from '../../engine/conversation';
import type { OrderKindViews } from '../../orders/order-kind';
import { resultCard } from '../../orders/result.card';
import { forgottenResult, type ResultCardState } from '../../orders/result.state';
import { sharePicture, shareResult } from '../../orders/share-result.callback';
import { nothingToShare, shareableOf, type SharedResult } from '../../orders/shareable';
import { isSharedKind } from '../../orders/shares.metrics';

type Asking = Pick<StepContext, 'person'>;

/** Sends the pictures and videos of delivered results as messages that are made to be forwarded (decision 243). */
export const sharingFeature = (views: OrderKindViews): Feature<never> => {
  const found = async (kind: SharedKind, orderId: OrderId, { person }: Asking, readers: Readers) =>
    shareableOf(views[kind], orderId, { readers, userId: person.userId, language: person.language });
  const none = (why: Pick<SharedResult, 'isStopped'>, { person }: Asking) =>
    answer(nothingToShare(why, person.language));
  const gone = (context: Asking) => none({ isStopped: false }, context);
  const sending = (kind: SharedKind, orderId: OrderId, place: number, { person: { userId, language } }: Asking) =>
    answer(shareTexts[language].coming, send(message(botGatewayInbox, 'send-share', { userId, kind, orderId, place })));

  return feature({
    actions: [
      onButton(shareResult, async ({ kind, orderId }, context, readers) => {
        if (!isSharedKind(kind)) return gone(context);
        const { all, of, isStopped } = await found(kind, orderId, context, readers);
        const [only, ...others] = all;
        if (!only) return none({ isStopped }, context);
        if (others.length === 0) return sending(kind, orderId, only.place, context);
        const sharing = { places: all.map(({ place }) => place) };
        return answer(
          undefined,
          showCard(resultCard(views[kind]), orderId, (state: ResultCardState | undefined) => ({
            ...(state ?? forgottenResult(kind, orderId, of)),
            sharing,
          })),
        );
      }),
      onButton(sharePicture, async ({ kind, orderId, place }, context, readers) => {
        if (!isSharedKind(kind)) return gone(context);
        const result = await found(kind, orderId, context, readers);
        const isThere = result.all.some((one) => one.place === place);
        return isThere ? sending(kind, orderId, place, context) : none(result, context);
      }),
    ],
  });
};
