import { callback } from '../../engine/conversation';
import { pictureRemoval } from '../../orders/removals';
import { messagesShowing, stillDeletable, takenFromChat } from '../../orders/shown-results';
import { goTo, loading, on } from '../gallery-filter/gallery.draft';
import { withoutPictures } from '../picture-archive/choose.step';
import { ChangedPictures } from '../../readers';

const surely = callback('pics.remove.yes', {});
const keep = callback('pics.remove.no', {});

const { step, on: onOne } = loading(async (readers, { shown, at }, { person: { userId }, now }) => {
  const pictureId = shown[at];
  const one = pictureId ? await readers.of(ChangedPictures).one(userId, pictureId) : null;
  if (!one?.picture.filePath) return null;
  const sent = await messagesShowing(readers, userId, [one.picture]);
  return { picture: one.picture, inChat: stillDeletable(sent, now) };
});

/** Asks whether to delete the picture, and deletes it from the storage and the chat on a yes. */
export const removeStep = step({
  screen: (_, t) => ({
    text: t.askRemove,
    buttons: [[surely.button(t.removeSurely, {}), keep.button(t.keep, {})]],
  }),
  actions: [
    onOne(surely, (draft, _, { person: { userId }, data: one, t }) => {
      if (!one) return goTo('page', draft);
      const { id, orderId } = one.picture;
      const left = withoutPictures(draft, [id]);
      const removal = pictureRemoval(orderId, id, userId);
      return { ...goTo('page', left, removal, ...takenFromChat(one.inChat)), notice: t.removed };
    }),
    on(keep, (draft) => goTo('picture', draft)),
  ],
});
