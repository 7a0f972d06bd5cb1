import { ideaIn, PROMPT_LENGTH } from '@aisha/domain';
import { callback, joined, toMenu } from '../../engine/conversation';
import {
  choicesOf,
  drawableAvatars,
  finishedAvatars,
  isInstant,
  otherAvatar,
  otherAvatarRow,
} from '../picture-choices/choices';
import { askForSelfie } from '../new-avatar/new-avatar.callbacks';
import { goTo, loading, ofNewIdea, stay } from '../picture-choices/generate.draft';
import { isOfThemselves } from './typed-idea';

const toLooks = callback('gen.idea.looks', {});

const { step, on, onText } = loading(async (readers, draft, { person: { userId } }) => ({
  ...(await choicesOf(readers, userId, draft)),
  finished: await finishedAvatars(readers, userId),
  isDrawable: (await drawableAvatars(readers, userId, 1)).length > 0,
}));

/** Asks "What shall I draw?". The answer is an idea in any language, or a look of the catalogue. */
export const ideaStep = step({
  screen: ({ seed }, t, { avatar, path, references, finished }) => ({
    text: joined(
      [
        seed !== undefined && t.keptSeed({ seed }),
        isInstant(avatar) && t.instant({ path: path === 'references' ? path : 'photo', references }),
        avatar
          ? t.askIdea({ avatar: avatar.name, type: avatar.trainingType })
          : t.askAnyIdea({ hasAvatar: finished > 0 }),
      ],
      '\n\n',
    ),
    buttons: [
      // Looks are offered only to a person who has an avatar to draw them with.
      avatar || finished > 0 ? [toLooks.button(t.looks, {})] : [],
      otherAvatarRow(avatar, finished, t),
      [toMenu.button(t.menu, {})],
    ],
  }),
  hearsQuestions: () => true,
  actions: [
    onText((draft, text, { data, t }) => {
      const idea = ideaIn(text);
      if (!idea) return stay(draft, t.badIdea({ length: text.length, isTooLong: text.length > PROMPT_LENGTH.max }));
      if (!data.isDrawable && !draft.withoutMe && isOfThemselves(idea)) return askForSelfie(idea);
      return goTo('offer', { ...ofNewIdea(draft), avatarId: data.avatar?.id ?? null, idea });
    }),
    on(toLooks, (draft) => goTo('looks', draft)),
    on(otherAvatar, (draft) => goTo('avatar', draft)),
  ],
});
