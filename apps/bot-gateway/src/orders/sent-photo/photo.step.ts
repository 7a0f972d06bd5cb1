import { mayLookAgain, type Language } from '@aisha/domain';
import type { SentPhotoUse } from '@aisha/kinds';
import { sentPhotoTexts } from '@aisha/words';
import {
  answer,
  callback,
  flowKit,
  toMenu,
  type Action,
  type Html,
  type IncomingFile,
  type Step,
  type StepContext,
} from '../../engine/conversation';
import { noPicture } from '../../free-files/fetch-free';
import { beyondPhoto, lookingAt, type SentPhotoDraft } from './sent-photo';

/** The texts of a conversation about a sent photo: those for every sent photo, and the conversation's own request for a photo. */
type Asking = { readonly [L in Language]: (typeof sentPhotoTexts)[L] & { readonly ask: Html } };

const { step, on, onPhoto, onFile, onText, goTo, stay } = flowKit<SentPhotoDraft, 'photo' | 'looking'>()(
  sentPhotoTexts as Asking,
);
const lookAgain = callback('sent.again', {});

const look =
  (usedFor: SentPhotoUse) =>
  (before: SentPhotoDraft, file: IncomingFile, context: Pick<StepContext, 'person' | 'newId'>) => {
    const refusal = noPicture(file);
    if (refusal) return goTo('photo', { ...beyondPhoto(before), refusal });
    const { draft, effect } = lookingAt(usedFor, file, context);
    return goTo('looking', { ...beyondPhoto(before), ...draft }, effect);
  };

/** The actions of a step to which the person may send a photo; the photo replaces the earlier one. */
export const onSentPhoto = (usedFor: SentPhotoUse): Action[] => [onPhoto(look(usedFor)), onFile(look(usedFor))];

/** Asks for a photo, or says why the last photo cannot be used. */
export const photoStepOf = (usedFor: SentPhotoUse): Step =>
  step({
    screen: ({ refusal, file }, t) => ({
      text: refusal ? t.refused({ refusal }) : t.ask,
      buttons: [
        ...(refusal && file && mayLookAgain(refusal) ? [[lookAgain.button(t.again, {})]] : []),
        [toMenu.button(t.menu, {})],
      ],
    }),
    actions: [
      ...onSentPhoto(usedFor),
      on(lookAgain, (draft, _, context) => (draft.file ? look(usedFor)(draft, draft.file, context) : stay(draft))),
      onText((draft, _, { t }) => stay(beyondPhoto(draft), t.onlyPhotos)),
    ],
  });

/** Says that the photo is being looked at. When the trainer has looked, the offer opens. */
export const lookingStep = step({
  screen: (_, t) => ({ text: t.looking, buttons: [[toMenu.button(t.menu, {})]] }),
  actions: [
    onPhoto((_, __, { t }) => answer(t.oneAtATime)),
    onFile((_, __, { t }) => answer(t.oneAtATime)),
    onText((_, __, { t }) => answer(t.stillLooking)),
  ],
});
