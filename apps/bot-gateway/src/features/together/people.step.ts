import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { DrawingPermissionReader } from '@aisha/database/bot';
import { MAX_OPEN_INVITATIONS, type PermissionId, shownName } from '@aisha/domain';
import { MAX_FRIENDS } from '@aisha/kinds';
import { togetherTexts } from '@aisha/words';
import { callback, flowKit, id, send, toMenu, type LoadContext, type Readers } from '../../engine/conversation';
import { invites } from '../../orders/drawing-permission.store';
import type { OfferedDraft } from '../../orders/offer';
import { DrawnTogether } from '../../readers';
import { openNewAvatar } from '../../callbacks/new-avatar.callbacks';
import { openPermissions } from '../../callbacks/permissions.callbacks';

/** A picture of several people that a person is about to order. */
export interface TogetherDraft extends OfferedDraft {
  /** The permissions of the friends who are chosen. */
  readonly chosen: readonly PermissionId[];
  readonly idea?: string;
}

export const { loading, goTo, stay, flow } = flowKit<TogetherDraft, 'people' | 'idea' | 'confirm' | 'owner'>()(
  togetherTexts,
);

/** Who can be in the picture: the person's own avatar, the friends who have given a permission, and which of them are chosen. */
export const whoIsThere = async (readers: Readers, { chosen }: TogetherDraft, { person: { userId } }: LoadContext) => {
  const [[own], received] = await Promise.all([
    readers.of(DrawnTogether).of(userId),
    readers.of(DrawingPermissionReader).received(userId),
  ]);
  const friends = received.map((one) => ({ ...one, name: shownName(one.name) }));
  return { own, friends, present: friends.filter((one) => chosen.includes(one.id)) };
};

const toggle = callback('tog.who', { permissionId: id<PermissionId>() });
const invite = callback('tog.invite', {});
const next = callback('tog.next', {});

/** How many friends are shown at most: a screen has no room for more buttons. Those who are chosen come first, then those who agreed last. */
const MOST_SHOWN = 12;

const { step, on } = loading(async (readers, draft, moment) => ({
  ...(await whoIsThere(readers, draft, moment)),
  open: await readers.of(DrawingPermissionReader).countOpen(moment.person.userId, moment.now),
}));

/** Asks which of the friends who have given a permission are in the picture, and offers to invite other friends. */
export const peopleStep = step({
  screen: (_, t, { own, friends, present }) => {
    if (!own)
      return { text: t.noAvatar, buttons: [[openNewAvatar.button(t.newAvatar, {})], [toMenu.button(t.menu, {})]] };
    return {
      text: t.people({ avatar: own.name, friends: friends.length }),
      buttons: [
        ...[...present, ...friends.filter((one) => !present.includes(one))]
          .slice(0, MOST_SHOWN)
          .map(({ id: permissionId, name, scope }) => [
            toggle.button(t.friend({ name, scope, isChosen: present.some((one) => one.id === permissionId) }), {
              permissionId,
            }),
          ]),
        [invite.button(t.invite, {})],
        ...(present.length > 0 ? [[next.button(t.next, {})]] : []),
        [openPermissions.button(t.permissions, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(toggle, (draft, { permissionId }, { data: { friends, present }, t }) => {
      const chosen = present.map((one) => one.id);
      if (chosen.includes(permissionId))
        return goTo('people', { ...draft, chosen: chosen.filter((one) => one !== permissionId) });
      if (!friends.some((one) => one.id === permissionId)) return stay({ ...draft, chosen }, t.notAnyMore);
      if (chosen.length >= MAX_FRIENDS) return stay({ ...draft, chosen }, t.tooMany);
      return goTo('people', { ...draft, chosen: [...chosen, permissionId] });
    }),
    on(invite, (draft, _, { person: { userId }, data: { open }, newId, now, t }) => {
      if (open >= MAX_OPEN_INVITATIONS) return stay(draft, t.tooManyInvitations);
      const permissionId = newId<PermissionId>();
      const link = message(botGatewayInbox, 'show-invitation', { userId, permissionId });
      return stay(draft, t.linkComes, invites({ id: permissionId, now }), send(link));
    }),
    on(next, (draft, _, { data: { present } }) =>
      goTo(present.length === 0 ? 'people' : draft.idea === undefined ? 'idea' : 'confirm', {
        ...draft,
        chosen: present.map((one) => one.id),
      }),
    ),
  ],
});
