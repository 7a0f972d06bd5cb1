import { ideaIn, PROMPT_LENGTH } from '@aisha/domain';
import { callback, joined, toMenu } from '../../engine/conversation';
import { askForSelfie } from '../../callbacks/new-avatar.callbacks';
import { choicesOf, countDrawable, isInstant, otherAvatar, otherAvatarRow } from './choices/choices';
import { goTo, loading, ofNewIdea, stay } from './choices/generate.draft';
import { isOfThemselves } from './typed-idea';

const toLooks = callback('gen.idea.looks', {});

const { step, on, onText } = loading(async (readers, draft, { person: { userId } }) => ({
  ...(await choicesOf(readers, userId, draft)),
  drawable: await countDrawable(readers, userId),
}));

/** Asks "What shall I draw?". The answer is an idea in any language, or a look of the catalogue. */
export const ideaStep = step({
  screen: ({ seed }, t, { avatar, path, references, drawable }) => ({
    text: joined(
      [
        seed !== undefined && t.keptSeed({ seed }),
        isInstant(avatar) && t.instant({ path: path === 'references' ? path : 'photo', references }),
        avatar
          ? t.askIdea({ avatar: avatar.name, type: avatar.trainingType })
          : t.askAnyIdea({ hasAvatar: drawable > 0 }),
      ],
      '\n\n',
    ),
    buttons: [
      // Looks are offered only to a person who has an avatar to draw them with.
      avatar || drawable > 0 ? [toLooks.button(t.looks, {})] : [],
      otherAvatarRow(avatar, drawable, t),
      [toMenu.button(t.menu, {})],
    ],
  }),
  hearsQuestions: () => true,
  actions: [
    onText((draft, text, { data, t }) => {
      const idea = ideaIn(text);
      if (!idea) return stay(draft, t.badIdea({ length: text.length, isTooLong: text.length > PROMPT_LENGTH.max }));
      if (data.drawable === 0 && !draft.withoutMe && isOfThemselves(idea)) return askForSelfie(idea);
      return goTo('offer', { ...ofNewIdea(draft), avatarId: data.avatar?.id ?? null, idea });
    }),
    on(toLooks, (draft) => goTo('looks', draft)),
    on(otherAvatar, (draft) => goTo('avatar', draft)),
  ],
});
