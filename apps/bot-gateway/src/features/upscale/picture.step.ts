import type { PictureId } from '@aisha/domain';
import { callback, id, toMenu } from '../../engine/conversation';
import { goTo, loading } from './upscale.draft';

const pick = callback('ups.pick', { pictureId: id<PictureId>() });

const { step, on } = loading(async (readers, { from }, { person }) => ({
  pictures: from ? ((await readers.generations.find(person.userId, from))?.pictures ?? []) : [],
}));

/** "Which one?" Only the person's own pictures that are still there. */
export const pictureStep = step({
  screen: (_, t, { pictures }) => ({
    text: pictures.length === 0 ? t.gone : t.which,
    buttons: [
      pictures.map(({ id: pictureId, position }) => pick.button(t.picture(position + 1), { pictureId })),
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [on(pick, (draft, { pictureId }) => goTo('confirm', { ...draft, pictureId }))],
});
