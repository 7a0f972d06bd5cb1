import { mayLookAgain } from '@aisha/domain';
import { callback, toMenu, type IncomingFile, type StepContext } from '../../engine/conversation';
import { noPicture } from '../../free-files/fetch-free';
import { openNewAvatar } from '../new-avatar/new-avatar.callbacks';
import { describing } from './describe';
import { goTo, loading, stay, type PhotoPromptDraft } from './photo-prompt.draft';
import type { photoPromptTexts } from '@aisha/words';
import { ChangedAvatars } from '../../readers';

const lookAgain = callback('photo.again', {});

const { step, on, onFile, onPhoto, onText } = loading(async (readers, _, { person }) => ({
  hasAvatar: (await readers.of(ChangedAvatars).main(person.userId)) !== null,
}));

type Context = StepContext<(typeof photoPromptTexts)['ru'], { readonly hasAvatar: boolean }>;

const look = (draft: PhotoPromptDraft, file: IncomingFile, context: Context) => {
  if (!context.data.hasAvatar) return stay(draft, context.t.avatarFirst);
  const refusal = noPicture(file);
  if (refusal) return goTo('photo', { refusal });
  const { draft: described, effect } = describing(file, context);
  return goTo('looking', described, effect);
};

/** "Send a picture", or why the last one gave no idea. Without an avatar there is no one to draw, so the step looks at no picture. */
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
