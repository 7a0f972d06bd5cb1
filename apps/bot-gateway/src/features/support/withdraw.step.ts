import { cancelOrder } from '@aisha/contracts';
import { HoldReader } from '@aisha/database/billing';
import type { AvatarId, OrderId, UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import {
  callback,
  finish,
  forgetDrafts,
  recordConsent,
  send,
  toMenu,
  type Effect,
  type Feature,
} from '../../engine/conversation';
import { openErasure } from '../../callbacks/my-data.callbacks';
import { avatarRemoval } from '../../callbacks/new-avatar.callbacks';
import { ChangedAvatars } from '../../readers';
import { goTo, loading } from './support.draft';

const surely = callback('consent.withdraw.yes', {});
const keep = callback('consent.withdraw.no', {});

const { step, on } = loading(async (readers, _, { person: { userId } }) => ({
  avatars: await readers.of(ChangedAvatars).every(userId),
  orders: await readers.of(HoldReader).openOf(userId),
}));

/**
 * The effects of withdrawing the consent: the withdrawal is recorded, drafts and avatars are deleted, and open orders are cancelled. Each
 * feature adds the effects that delete its own data.
 */
export const everythingWithdrawn = (
  features: readonly Feature[],
  userId: UserId,
  {
    avatars,
    orders,
  }: {
    readonly avatars: readonly { readonly id: AvatarId }[];
    readonly orders: readonly { readonly kind: OrderKind; readonly orderId: OrderId }[];
  },
): Effect[] => [
  recordConsent('withdraw'),
  forgetDrafts({}),
  ...features.flatMap(({ withdrawn = [] }) => withdrawn),
  // Trainings are left out, because a training ends with its avatar, which is deleted.
  ...orders
    .filter(({ kind }) => kind !== 'training')
    .map(({ kind, orderId }) => send(cancelOrder({ kind, orderId, userId, isWithdrawn: true }))),
  ...avatars.flatMap(({ id }) => avatarRemoval(id, userId)),
];

/**
 * Asks what to delete when the consent is withdrawn: the data that needs the consent, or everything. The deletion of everything has a screen
 * and a question of its own. Before the person confirms, this screen says what is deleted, what stays and what happens to credits.
 */
export const withdrawStep = (features: () => readonly Feature[]) =>
  step({
    screen: (_, t) => ({
      text: t.askWithdraw,
      buttons: [
        [surely.button(t.withdrawSurely, {})],
        [openErasure.button(t.eraseInstead, {})],
        [keep.button(t.keep, {}), toMenu.button(t.menu, {})],
      ],
    }),
    actions: [
      on(surely, (_draft, _given, { person: { userId }, data: { avatars, orders }, t }) =>
        finish(t.withdrawn, ...everythingWithdrawn(features(), userId, { avatars, orders })),
      ),
      on(keep, (draft) => goTo('privacy', draft)),
    ],
  });
