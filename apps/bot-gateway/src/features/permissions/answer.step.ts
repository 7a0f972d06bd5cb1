import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { DrawingPermissionReader } from '@aisha/database/bot';
import {
  type AvatarId,
  isFaceOwnerUnsaid,
  PERMISSION_SCOPES,
  type PermissionId,
  type PermissionScope,
  shownName,
  type UserId,
} from '@aisha/domain';
import { faceOwnerTexts, permissionsTexts } from '@aisha/words';
import {
  callback,
  finish,
  flowKit,
  id,
  oneOf,
  rowsOf,
  send,
  toMenu,
  type Effect,
  type Elsewhere,
} from '../../engine/conversation';
import { DrawnTogether } from '../../readers';
import { openNewAvatar } from '../../callbacks/new-avatar.callbacks';
import { answers } from '../../orders/drawing-permission.store';
import { askFaceOwner, sayFaceOwner } from '../../orders/face-owner';

interface PermitDraft {
  /** The invitation that is answered. */
  readonly permissionId?: PermissionId;
  /** The avatar that the person has chosen; when absent, their main avatar. */
  readonly avatarId?: AvatarId;
  /** The permission that the person gives, while the bot asks whose face the chosen avatar shows. */
  readonly scope?: PermissionScope;
  /** The owner of pictures that show the person who answers, while the bot asks whether to delete these pictures. */
  readonly ownerId?: UserId;
  /** The owner whose pictures the person has just asked to delete; the list leaves this owner out. */
  readonly removedOf?: UserId;
  /** How many lines of each list the person has turned past; absent on the first page. */
  readonly from?: number;
}

export const { loading, goTo, stay, flow } = flowKit<PermitDraft, 'answer' | 'owner' | 'list' | 'pictures'>()(
  permissionsTexts,
);

const permit = callback('perm.yes', { scope: oneOf(PERMISSION_SCOPES), avatarId: id<AvatarId>() });
const refuse = callback('perm.no', {});
const pickAvatar = callback('perm.avatar', { avatarId: id<AvatarId>() });

const question = askFaceOwner('perm.owner');

/** Why an invitation cannot be answered. */
type Trouble = 'unknown' | 'own' | 'used' | 'expired';

/** How many avatars are offered. A person with more avatars can first make another one the main avatar. */
const MOST_AVATARS = 6;

const { step, on } = loading(async (readers, { permissionId, avatarId }, { person: { userId, language }, now }) => {
  const invitation = permissionId ? await readers.of(DrawingPermissionReader).invitation(permissionId) : null;
  const avatars = (await readers.of(DrawnTogether).of(userId)).slice(0, MOST_AVATARS);
  const avatar = avatars.find((one) => one.id === avatarId) ?? avatars[0];
  const trouble: Trouble | null = !invitation
    ? 'unknown'
    : invitation.askerId === userId
      ? 'own'
      : invitation.isAnswered
        ? 'used'
        : invitation.expiresAt <= now
          ? 'expired'
          : null;
  const name = invitation ? shownName(invitation.name) : '';
  return { name, askerId: invitation?.askerId, trouble, avatars, avatar, language };
});

/**
 * Asks a friend, in their own chat, whether the asker may draw them: says who asks and what agreeing means. Says instead that the friend
 * needs an avatar first, or why the invitation cannot be answered.
 */
export const answerStep = step({
  screen: (_, t, { name, trouble, avatars, avatar }) => {
    if (trouble) return { text: t.notOpen({ trouble }), buttons: [[toMenu.button(t.menu, {})]] };
    if (!avatar) {
      const buttons = [[openNewAvatar.button(t.newAvatar, {})], [refuse.button(t.no, {})], [toMenu.button(t.menu, {})]];
      return { text: t.needsAvatar({ name }), buttons };
    }
    const choices = avatars.length < 2 ? [] : avatars;
    return {
      text: t.ask({ name, avatar: avatar.name }),
      buttons: [
        ...rowsOf(
          choices.map(({ id: avatarId, name: avatarName }) =>
            pickAvatar.button(t.avatar({ avatar: avatarName, isChosen: avatarId === avatar.id }), { avatarId }),
          ),
          2,
        ),
        ...PERMISSION_SCOPES.map((scope) => [permit.button(t.yes({ scope }), { scope, avatarId: avatar.id })]),
        [refuse.button(t.no, {})],
        [toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(permit, (draft, { scope, avatarId }, { data: { trouble, avatar, askerId, name }, t }) => {
      if (trouble || !avatar || !askerId || !draft.permissionId) return stay(draft);
      // The avatar named on the screen is gone, or may not be drawn any more, so the person first sees for which avatar the permission
      // would be now.
      if (avatar.id !== avatarId) return goTo('answer', draft);
      if (isFaceOwnerUnsaid(avatar)) return goTo('owner', { ...draft, avatarId, scope });
      const given = { permissionId: draft.permissionId, avatarId: avatar.id, scope };
      return answered(t.given({ name, scope }), askerId, given);
    }),
    on(refuse, (draft, _, { data: { trouble, askerId, name }, t }) => {
      if (trouble || !askerId || !draft.permissionId) return stay(draft);
      return answered(t.refused({ name }), askerId, { permissionId: draft.permissionId, avatarId: null, scope: null });
    }),
    on(pickAvatar, (draft, { avatarId }, { data: { avatar } }) =>
      avatar?.id === avatarId ? stay(draft) : goTo('answer', { ...draft, avatarId }),
    ),
  ],
});

/**
 * Asks the friend whose face the chosen avatar shows if nobody has said so. Only the friend's own face is drawn with others (decision 197):
 * that answer gives the permission, and any other one ends the conversation.
 */
export const ownerStep = step({
  screen: (_, __, { avatar, language }) => question.screen(language, avatar),
  actions: [
    on(question.say, (draft, { owner }, { data: { trouble, avatar, askerId, name }, t }) => {
      const { permissionId, avatarId, scope } = draft;
      // The invitation was answered on another device, or the avatar is gone, so the person first sees how things are now.
      if (trouble || !askerId || !permissionId || !scope || !avatar || avatar.id !== avatarId)
        return goTo('answer', draft);
      const said = sayFaceOwner(avatar, owner);
      if (owner !== 'own') return finish(t.needsAvatar({ name }), said);
      return answered(t.given({ name, scope }), askerId, { permissionId, avatarId, scope }, said);
    }),
    on(question.itIsAChild, (_draft, _given, { person }) => finish(faceOwnerTexts[person.language].noChildren)),
    on(question.back, (draft) => goTo('answer', draft)),
  ],
});

/** Records the answer, and tells the asker in their own chat. */
const answered = (
  words: Parameters<typeof finish>[0],
  userId: UserId,
  given: {
    readonly permissionId: PermissionId;
    readonly avatarId: AvatarId | null;
    readonly scope: PermissionScope | null;
  },
  ...said: readonly Effect[]
): Elsewhere => {
  const { permissionId } = given;
  return finish(
    words,
    ...said,
    answers(given),
    send(message(botGatewayInbox, 'show-invitation', { userId, permissionId })),
  );
};
