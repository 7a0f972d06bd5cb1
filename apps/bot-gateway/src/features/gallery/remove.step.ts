import type { UserId } from '@aisha/domain';
import type { Picture } from '@aisha/kinds/tables';
import { callback } from '../../engine/conversation';
import { pictureRemoval } from '../../orders/removals';
import { type InChat, messagesShowing, stillDeletable, takenFromChat } from '../../orders/shown-results';
import { type GalleryDraft, goTo, loading, on } from '../gallery-filter/gallery.draft';
import { unmarked } from '../picture-archive/choose.step';
import { ChangedPictures } from '../../readers';

/** Leads to the page without these pictures, deletes them, and removes the messages that show them from the chat. */
const without = (draft: GalleryDraft, pictures: readonly Picture[], inChat: InChat, userId: UserId) => {
  const gone = pictures.map(({ id }) => id);
  const left = { ...draft, at: 0, shown: draft.shown.filter((shown) => !gone.includes(shown)) };
  const removals = pictures.map(({ id, orderId }) => pictureRemoval(orderId, id, userId));
  return goTo('page', left, ...removals, ...takenFromChat(inChat));
};

const surely = callback('pics.remove.yes', {});
const keep = callback('pics.remove.no', {});

const { step: removingOne, on: onOne } = loading(async (readers, { shown, at }, { person: { userId }, now }) => {
  const pictureId = shown[at];
  const one = pictureId ? await readers.of(ChangedPictures).one(userId, pictureId) : null;
  if (!one?.picture.filePath) return null;
  const sent = await messagesShowing(readers, userId, [one.picture]);
  return { picture: one.picture, inChat: stillDeletable(sent, now) };
});

/** Asks whether to delete the picture. */
export const removeStep = removingOne({
  screen: (_, t) => ({
    text: t.askRemove,
    buttons: [[surely.button(t.removeSurely, {}), keep.button(t.keep, {})]],
  }),
  actions: [
    onOne(surely, (draft, _, { person: { userId }, data: one, t }) =>
      one ? { ...without(draft, [one.picture], one.inChat, userId), notice: t.removed } : goTo('page', draft),
    ),
    on(keep, (draft) => goTo('picture', draft)),
  ],
});

const surelyAll = callback('pics.c.remove.yes', {});
const keepAll = callback('pics.c.remove.no', {});

const { step: removingChosen, on: onChosen } = loading(
  async (readers, { chosen = [] }, { person: { userId }, now }) => {
    const pictures = await readers.of(ChangedPictures).these(userId, chosen);
    return { pictures, inChat: stillDeletable(await messagesShowing(readers, userId, pictures), now) };
  },
);

/** Asks once whether to delete all marked pictures. */
export const removeChosenStep = removingChosen({
  screen: (_, t, { pictures }) => ({
    text: t.askRemoveSome({ count: pictures.length }),
    buttons: [[surelyAll.button(t.removeSurely, {}), keepAll.button(t.keep, {})]],
  }),
  actions: [
    onChosen(surelyAll, (draft, _, { person: { userId }, data: { pictures, inChat }, t }) => ({
      ...without(unmarked(draft), pictures, inChat, userId),
      notice: t.removedSome,
    })),
    on(keepAll, (draft) => goTo('choose', draft)),
  ],
});
