import type { PictureId } from '@aisha/domain';
import { GenerationReader } from '@aisha/kinds/tables';
import { callback, id, rowsOf, toMenu } from '../../engine/conversation';
import { goTo, loading, stay, toEnlarge } from './upscale.draft';

/** A narrow phone shows this many buttons of two words side by side. */
const PLACES_IN_A_ROW = 2;

const pick = callback('ups.pick', { pictureId: id<PictureId>() });

const { step, on } = loading(async (readers, { from }, { person }) => ({
  pictures: from ? ((await readers.of(GenerationReader).find(person.userId, from))?.pictures ?? []) : [],
}));

/** "Which one?" Only the person's own pictures that are still there. */
export const pictureStep = step({
  screen: (_, t, { pictures }) => ({
    text: pictures.length === 0 ? t.gone : t.which,
    buttons: [
      ...rowsOf(
        pictures.map(({ id: pictureId, position }) => pick.button(t.picture({ place: position + 1 }), { pictureId })),
        PLACES_IN_A_ROW,
      ),
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pick, (draft, { pictureId }, { data: { pictures } }) => {
      const picked = pictures.find(({ id }) => id === pictureId);
      return picked ? goTo('confirm', { ...draft, picture: toEnlarge(picked) }) : stay(draft);
    }),
  ],
});
