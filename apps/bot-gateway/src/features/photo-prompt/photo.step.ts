import { MenuReader } from '@aisha/database/bot';
import { mayLookAgain, type Language, type PhotoId } from '@aisha/domain';
import type { photoPromptTexts } from '@aisha/words';
import type { PhotoIdea } from '@aisha/contracts/bot-gateway';
import { callback, toMenu, type IncomingFile, type StepContext, type Elsewhere } from '../../engine/conversation';
import { noPicture } from '../../free-files/fetch-free';
import { openNewAvatar } from '../../callbacks/new-avatar.callbacks';
import { offerIdea } from '../../callbacks/generate.callbacks';
import {
  describing,
  goTo,
  keyOf,
  loading,
  stay,
  type PhotoPromptDraft,
  on as onPlain,
  step as plainStep,
} from './photo-prompt.draft';

const lookAgain = callback('photo.again', {});

const { step, on, onFile, onPhoto, onText } = loading(async (readers, _, { person }) => ({
  hasAvatar: (await readers.of(MenuReader).of(person.userId)).canDraw,
}));

type Context = StepContext<(typeof photoPromptTexts)['ru'], { readonly hasAvatar: boolean }>;

const look = (draft: PhotoPromptDraft, file: IncomingFile, context: Context) => {
  if (!context.data.hasAvatar) return stay(draft, context.t.avatarFirst);
  const refusal = noPicture(file);
  if (refusal) return goTo('photo', { refusal });
  const { draft: described, effect } = describing(file, context);
  return goTo('looking', described, effect);
};

/**
 * Asks for a picture, or says why the last picture gave no idea. A person without an avatar cannot be drawn, so for such a person the step
 * handles no picture.
 */
export const photoStep = step({
  screen: ({ refusal, file }, t, { hasAvatar }) => {
    if (!hasAvatar)
      return { text: t.noAvatar, buttons: [[openNewAvatar.button(t.create, {})], [toMenu.button(t.menu, {})]] };
    return {
      text: refusal ? t.refused({ refusal }) : t.ask,
      buttons: [
        ...(refusal && file && mayLookAgain(refusal) ? [[lookAgain.button(t.again, {})]] : []),
        [toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    onPhoto(look),
    onFile(look),
    on(lookAgain, (draft, _, context) => (draft.file ? look(draft, draft.file, context) : stay(draft))),
    onText((_, __, { t }) => stay({}, t.onlyPictures)),
  ],
});

const toOffer = callback('photo.offer', {});
const another = callback('photo.another', {});

/** The person may send another picture instead of the described one, so these are the actions of the step that asks for a picture. */
const sent = photoStep.actions.filter((action) => action.on === 'photo' || action.on === 'file');

/** Shows the idea of a photo if the idea came when the person was already doing something else. */
export const describedStep = plainStep({
  screen: ({ idea }, t) => ({
    text: t.described(idea ?? { russian: '', english: '' }),
    buttons: [[toOffer.button(t.toOffer, {})], [another.button(t.another, {})], [toMenu.button(t.menu, {})]],
  }),
  actions: [
    onPlain(toOffer, ({ photoId, idea }, _, { person }) =>
      photoId && idea ? offerOf(photoId, idea, person.language) : goTo('photo', {}),
    ),
    onPlain(another, () => goTo('photo', {})),
    ...sent,
  ],
});

/** Leads from the idea of a photo to the offer with its price. */
export const offerOf = (
  photoId: PhotoId,
  { russian, english, aspectRatio }: PhotoIdea,
  language: Language,
): Elsewhere => offerIdea({ idea: language === 'ru' ? russian : english, english, aspectRatio }, keyOf(photoId));
