import type { Language, PictureId } from '@aisha/domain';
import { callback, flowKit, id, rowsOf, toMenu, type Html, type Step } from '../../engine/conversation';
import { chosen, type OwnPictureDraft, picturesLeft, PICTURES_IN_A_ROW } from './own-picture';

/** The texts of a conversation that begins with a picture. */
interface Asking {
  readonly which: Html;
  readonly gone: Html;
  readonly picture: (told: { readonly place: number }) => string;
  readonly menu: string;
}
/** The placeholder texts of the kit; the conversation's own texts replace them. */
const ASKING = {} as Readonly<Record<Language, Asking>>;

export const pick = callback('pic.pick', { pictureId: id<PictureId>() });

const { loading, goTo, stay } = flowKit<OwnPictureDraft, 'change' | 'confirm'>()(ASKING);
const { step, on } = loading(async (readers, draft, context) => ({
  pictures: await picturesLeft(readers, draft, context),
}));

/** Asks "Which one?" among the person's own pictures that are still there; `next` is the step that follows. */
export const pictureStepTo = (next: 'change' | 'confirm'): Step =>
  step({
    screen: (_, t, { pictures }) => ({
      text: pictures.length === 0 ? t.gone : t.which,
      buttons: [
        ...rowsOf(
          pictures.map(({ id: pictureId, position }) => pick.button(t.picture({ place: position + 1 }), { pictureId })),
          PICTURES_IN_A_ROW,
        ),
        [toMenu.button(t.menu, {})],
      ],
    }),
    actions: [
      on(pick, (draft, { pictureId }, { data: { pictures } }) => {
        const picked = pictures.find(({ id }) => id === pictureId);
        return picked ? goTo(next, { ...draft, picture: chosen(picked) }) : stay(draft);
      }),
    ],
  });

export const pictureStep = pictureStepTo('confirm');
