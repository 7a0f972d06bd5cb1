import { MAX_PHOTOS } from '@aisha/domain';
import { callback, toMenu, type IncomingFile } from '../../engine/conversation';
import { noPicture } from '../../free-files/fetch-free';
import { takeAsAvatarPhotos } from '../../callbacks/new-avatar.callbacks';
import { usesOfSentPhoto } from '../../callbacks/what-next.callbacks';
import {
  describing,
  goTo,
  loading,
  on,
  onFile,
  onPhoto,
  onText,
  stay,
  type PhotoPromptDraft,
} from './photo-prompt.draft';

const likeThis = callback('photo.like', {});

const { step } = loading(async (_, __, { person: { language } }) => ({ language }));

/** Adds a photo to the draft, which keeps only the newest ones: an avatar takes no more, and the draft must not grow with each photo. */
const withFile = ({ files = [] }: PhotoPromptDraft, file: IncomingFile): PhotoPromptDraft => ({
  files: [...files, file].slice(-MAX_PHOTOS),
});

/**
 * Asks what a photo is for: a similar picture, one of the uses of a sent photo, or a new avatar. The question comes for a photo that the
 * bot did not ask for, to a person with an avatar.
 */
export const whichStep = step({
  screen: ({ files = [] }, t, { language }) => ({
    text: t.which,
    buttons: [
      [likeThis.button(t.likeThis, {})],
      ...usesOfSentPhoto(language).map((button) => [button]),
      [takeAsAvatarPhotos.button(t.newAvatar({ photos: files.length }), {})],
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(likeThis, (draft, _, context) => {
      const file = draft.files?.at(-1);
      if (!file) return goTo('photo', {});
      const { draft: described, effect } = describing(file, context);
      return goTo('looking', described, effect);
    }),
    // A person may send selfies one by one. The question is about all of them, so it stays as it is.
    onPhoto((draft, file) => stay(withFile(draft, file))),
    onFile((draft, file, { t }) => {
      const refusal = noPicture(file);
      return refusal ? stay(draft, t.refused({ refusal })) : stay(withFile(draft, file));
    }),
    onText((draft, _, { t }) => stay(draft, t.chooseFirst)),
  ],
});
