import { callback, oneOf, toMenu } from '../../engine/conversation';
import { drawnAvatar, noAvatarScreen } from './drawn-avatar';
import { goTo, loading, stay } from './generate.draft';
import { ideaIn } from './idea';
import { READY_IDEAS } from './ready-ideas';

const takeReady = callback('gen.ready', { place: oneOf(READY_IDEAS.map((_, place) => place)) });
const otherAvatar = callback('gen.other', {});

const { step, on, onText } = loading(async (readers, { avatarId }, { person }) => ({
  avatar: await drawnAvatar(readers, person.userId, avatarId),
  hasOthers: (await readers.avatars.count(person.userId, { status: 'completed' })) > 1,
  language: person.language,
}));

/** "What shall I draw?" In any language, or one of the ready ideas. */
export const ideaStep = step({
  screen: (_, t, { avatar, hasOthers, language }) =>
    avatar
      ? {
          text: t.askIdea(avatar.name),
          buttons: [
            ...pairs(READY_IDEAS.map((ready, place) => takeReady.button(ready[language].label, { place }))),
            ...(hasOthers ? [[otherAvatar.button(t.otherAvatar, {})]] : []),
            [toMenu.button(t.menu, {})],
          ],
        }
      : noAvatarScreen(t),
  actions: [
    onText((draft, text, { data, t }) => {
      if (!data.avatar) return goTo('idea', draft);
      const idea = ideaIn(text);
      if (!idea) return stay(draft, t.badIdea);
      return goTo('ratio', { ...draft, avatarId: data.avatar.id, idea });
    }),
    on(takeReady, (draft, { place }, { data }) => {
      const idea = READY_IDEAS[place]?.[data.language].idea;
      return data.avatar && idea ? goTo('ratio', { ...draft, avatarId: data.avatar.id, idea }) : stay(draft);
    }),
    on(otherAvatar, (draft) => goTo('avatar', draft)),
  ],
});

const pairs = <T>(items: readonly T[]): T[][] =>
  items.flatMap((item, place) => (place % 2 === 0 ? [[item, ...items.slice(place + 1, place + 2)]] : []));
