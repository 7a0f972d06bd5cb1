import { callback } from '../../engine/conversation';
import { pictureRemoval } from '../../orders/removals';
import { messagesShowing, stillDeletable, takenFromChat } from '../../orders/shown-results';
import { goTo, loading } from '../gallery-filter/gallery.draft';
import { ChangedPictures } from '../../readers';

const surely = callback('pics.remove.yes', {});
const keep = callback('pics.remove.no', {});

const { step, on } = loading(async (readers, { shown, at }, { person: { userId }, now }) => {
  const pictureId = shown[at];
  const one = pictureId ? await readers.of(ChangedPictures).one(userId, pictureId) : null;
  if (!one?.picture.filePath) return null;
  const sent = await messagesShowing(readers, userId, [one.picture]);
  return { ...one.picture, inChat: stillDeletable(sent, now) };
});

/** Asks whether to delete the picture. */
export const removeStep = step({
  screen: (_, t) => ({
    text: t.askRemove,
    buttons: [[surely.button(t.removeSurely, {}), keep.button(t.keep, {})]],
  }),
  actions: [
    on(surely, (draft, _, { person: { userId }, data: picture, t }) => {
      if (!picture) return goTo('page', draft);
      const { id: pictureId, orderId, inChat } = picture;
      const left = { ...draft, at: 0, shown: draft.shown.filter((shown) => shown !== pictureId) };
      return {
        ...goTo('page', left, pictureRemoval(orderId, pictureId, userId), ...takenFromChat(inChat)),
        notice: t.removed,
      };
    }),
    on(keep, (draft) => goTo('picture', draft)),
  ],
});
