import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { DrawingPermissionReader } from '@aisha/database/bot';
import { shownName, type UserId } from '@aisha/domain';
import { callback, send } from '../../engine/conversation';
import { goTo, loading } from './answer.step';

const surely = callback('perm.gone.yes', {});
const keep = callback('perm.gone.no', {});

/** The people whose pictures show this person, each with a name to show and the number of these pictures. */
export const drawnBy = async (
  reader: DrawingPermissionReader,
  userId: UserId,
): Promise<readonly { readonly ownerId: UserId; readonly name: string; readonly count: number }[]> =>
  (await reader.drawnBy(userId)).map((one) => ({ ...one, name: shownName(one.name) }));

const { step, on } = loading(async (readers, { ownerId }, { person: { userId } }) => ({
  pictures: (await drawnBy(readers.of(DrawingPermissionReader), userId)).find((one) => one.ownerId === ownerId),
}));

/** Asks whether to delete the pictures of another person that show this person, and on a yes has them deleted. */
export const picturesStep = step({
  screen: (_, t, { pictures }) => ({
    text: pictures ? t.askGone({ name: pictures.name, count: pictures.count }) : t.areGone,
    buttons: [[...(pictures ? [surely.button(t.goneSurely, {})] : []), keep.button(t.keep, {})]],
  }),
  actions: [
    on(surely, (_, __, { data: { pictures }, person: { userId: friendId }, t }) => {
      if (!pictures) return goTo('list', {});
      const { ownerId: userId } = pictures;
      const removes = send(message(botGatewayInbox, 'remove-pictures-with', { userId, friendId }));
      return { ...goTo('list', { removedOf: userId }, removes), notice: t.going };
    }),
    on(keep, () => goTo('list', {})),
  ],
});
